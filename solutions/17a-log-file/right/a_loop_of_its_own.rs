//! right: the loop of `write_all`, by hand

use std::io::{self, ErrorKind, Write};

use interleave::sync::Mutex;

pub struct Log<W: Write>(Mutex<Result<W, ErrorKind>>);

impl<W: Write> Log<W> {
    pub fn new(out: W) -> Self {
        Log(Mutex::new(Ok(out)))
    }

    pub fn append(&self, ship: &str, event: &str) -> io::Result<()> {
        let record = [ship, ": ", event, "\n"].concat();
        let mut state = self.0.lock().unwrap();
        let out = match &mut *state {
            Ok(out) => out,
            Err(kind) => return Err((*kind).into()),
        };
        let mut rest = record.as_bytes();
        let error = loop {
            if rest.is_empty() {
                match out.flush() {
                    Ok(()) => return Ok(()),
                    Err(error) => break error,
                }
            }
            match out.write(rest) {
                Ok(0) => break ErrorKind::WriteZero.into(),
                Ok(taken) => rest = &rest[taken..],
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => break error,
            }
        };
        *state = Err(error.kind());
        Err(error)
    }
}
