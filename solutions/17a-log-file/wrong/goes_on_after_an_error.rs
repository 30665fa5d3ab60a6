//! rejected: assertion — the next record follows half of the one that failed
//! by: a_thread_that_waited_while_the_log_was_closed_writes_nothing, after_a_flush_that_failed_nothing_more_is_written, after_a_write_that_failed_nothing_more_is_written, two_threads_that_waited_while_the_log_was_closed_get_an_error_each

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
        let record = format!("{ship}: {event}\n");
        let mut slot = self.out.lock().unwrap();
        let out = slot.as_mut().ok_or(ErrorKind::BrokenPipe)?;
        out.write_all(record.as_bytes())?;
        out.flush()
    }
}
