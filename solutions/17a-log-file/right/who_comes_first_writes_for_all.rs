//! right: records are gathered, and the thread that gets the file writes all that are there

use std::io::{self, ErrorKind, Write};

use interleave::sync::Mutex;

pub struct Log<W: Write> {
    waiting: Mutex<String>,
    out: Mutex<Option<W>>,
}

impl<W: Write> Log<W> {
    pub fn new(out: W) -> Self {
        Log { waiting: Mutex::new(String::new()), out: Mutex::new(Some(out)) }
    }

    pub fn append(&self, ship: &str, event: &str) -> io::Result<()> {
        self.waiting.lock().unwrap().push_str(&format!("{ship}: {event}\n"));
        // If another thread writes this record meanwhile, it does so before this thread gets the file.
        let mut slot = self.out.lock().unwrap();
        let out = slot.as_mut().ok_or(ErrorKind::BrokenPipe)?;
        let records = std::mem::take(&mut *self.waiting.lock().unwrap());
        let written = out.write_all(records.as_bytes()).and_then(|()| out.flush());
        if written.is_err() {
            *slot = None;
        }
        written
    }
}
