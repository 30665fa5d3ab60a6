//! rejected: assertion — an interrupted write counts as an error if there were many
//! by: an_interrupted_write_is_repeated

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
        let mut interrupted = 0;
        while !rest.is_empty() {
            match out.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => rest = &rest[n..],
                Err(e) if e.kind() == io::ErrorKind::Interrupted && interrupted < 100 => {
                    interrupted += 1
                }
                Err(e) => return Err(e),
            }
        }
        out.flush()?;
        *slot = Some(out);
        Ok(())
    }
}
