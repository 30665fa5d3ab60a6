//! rejected: assertion — `out` has failed, and the same bytes are written again
//! by: after_a_write_that_failed_nothing_more_is_written

use std::io::{self, Write};

use interleave::sync::Mutex;

pub struct Log<W: Write> {
    out: Mutex<Option<W>>,
}

impl<W: Write> Log<W> {
    pub fn new(out: W) -> Self {
        Log { out: Mutex::new(Some(out)) }
    }

    pub fn append(&self, ship: &str, event: &str) -> io::Result<()> {
        let mut slot = self.out.lock().unwrap();
        let mut out = slot.take().ok_or_else(|| io::Error::from(io::ErrorKind::NotConnected))?;
        let record = format!("{ship}: {event}\n");
        let mut rest = record.as_bytes();

        while !rest.is_empty() {
            match out.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => rest = &rest[n..],
                Err(e)
                    if matches!(
                        e.kind(),
                        io::ErrorKind::Interrupted
                            | io::ErrorKind::WouldBlock
                            | io::ErrorKind::TimedOut
                    ) => {}
                Err(e) => return Err(e),
            }
        }
        out.flush()?;
        *slot = Some(out);
        Ok(())
    }
}
