//! right: the flush takes the lock again, and if the log has been closed meanwhile, that is an error

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
        let record = format!("{ship}: {event}\n");
        self.with(|out| out.write_all(record.as_bytes()))?;
        self.with(|out| out.flush())
    }
}

impl<W: Write> Log<W> {
    fn with(&self, work: impl FnOnce(&mut W) -> io::Result<()>) -> io::Result<()> {
        let mut slot = self.out.lock().unwrap();
        let mut out = slot.take().ok_or_else(|| io::Error::from(io::ErrorKind::NotConnected))?;
        work(&mut out)?;
        *slot = Some(out);
        Ok(())
    }
}
