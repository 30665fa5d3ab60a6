//! The log of a harbour: whole records, flushed when `append` returns, and no more of them after an error.

use std::io::{self, ErrorKind, Write};

use interleave::sync::Mutex;

/// A log that threads share.
pub struct Log<W: Write> {
    /// `None` after an error: the log may end in half a record, and a second half must not follow.
    out: Mutex<Option<W>>,
}

impl<W: Write> Log<W> {
    /// A log that is written to `out`.
    pub fn new(out: W) -> Self {
        Log { out: Mutex::new(Some(out)) }
    }

    /// Appends a record: the name of a ship, a colon and a blank, what it did, and the end of the line.
    ///
    /// # Errors
    ///
    /// `out` has failed, now or earlier.
    pub fn append(&self, ship: &str, event: &str) -> io::Result<()> {
        // Not in a `BufWriter`: after an error, it would keep the rest of the record and try again later.
        let record = format!("{ship}: {event}\n");
        let mut slot = self.out.lock().unwrap();
        let out = slot.as_mut().ok_or(ErrorKind::BrokenPipe)?;
        let written = out.write_all(record.as_bytes()).and_then(|()| out.flush());
        if written.is_err() {
            *slot = None;
        }
        written
    }
}
