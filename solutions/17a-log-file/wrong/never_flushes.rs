//! rejected: assertion — `out` is never flushed
//! by: a_thread_sleeps_again_however_often_it_is_woken_in_vain, a_thread_that_waited_while_the_log_was_closed_writes_nothing, after_a_flush_that_failed_nothing_more_is_written, an_interrupted_write_is_repeated, each_log_has_a_lock_of_its_own, records_are_in_one_piece_when_the_file_takes_a_few_bytes_at_a_time, records_are_in_one_piece_when_threads_append_again, records_may_be_empty_long_and_in_any_language, two_records_are_in_one_piece_each

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
        let written = out.write_all(record.as_bytes());
        if written.is_err() {
            *slot = None;
        }
        written
    }
}
