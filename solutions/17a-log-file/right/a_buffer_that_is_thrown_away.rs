//! right: a `BufWriter` that is taken apart after an error, with all that it still has

use std::io::{self, BufWriter, ErrorKind, Write};

use interleave::sync::Mutex;

pub struct Log<W: Write> {
    out: Mutex<Option<BufWriter<W>>>,
}

impl<W: Write> Log<W> {
    pub fn new(out: W) -> Self {
        Log { out: Mutex::new(Some(BufWriter::new(out))) }
    }

    pub fn append(&self, ship: &str, event: &str) -> io::Result<()> {
        let mut slot = self.out.lock().unwrap();
        let mut out = slot.take().ok_or(ErrorKind::BrokenPipe)?;
        match writeln!(out, "{ship}: {event}").and_then(|()| out.flush()) {
            Ok(()) => {
                *slot = Some(out);
                Ok(())
            }
            Err(error) => {
                // What is still in the buffer isn't written.
                drop(out.into_parts());
                Err(error)
            }
        }
    }
}
