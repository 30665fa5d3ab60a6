//! rejected: assertion — records stay in the buffer until it is full, or the log is dropped
//! by: a_thread_sleeps_again_however_often_it_is_woken_in_vain, a_thread_that_waited_while_the_log_was_closed_writes_nothing, after_a_flush_that_failed_nothing_more_is_written, after_a_write_that_failed_nothing_more_is_written, an_interrupted_write_is_repeated, each_log_has_a_lock_of_its_own, records_are_in_one_piece_when_the_file_takes_a_few_bytes_at_a_time, records_are_in_one_piece_when_threads_append_again, records_may_be_empty_long_and_in_any_language, two_records_are_in_one_piece_each, two_threads_that_waited_while_the_log_was_closed_get_an_error_each

use std::io::{self, BufWriter, ErrorKind, Write};

use interleave::sync::Mutex;

pub struct Log<W: Write> {
    out: Mutex<(BufWriter<W>, bool)>,
}

impl<W: Write> Log<W> {
    pub fn new(out: W) -> Self {
        Log { out: Mutex::new((BufWriter::new(out), false)) }
    }

    pub fn append(&self, ship: &str, event: &str) -> io::Result<()> {
        let mut guard = self.out.lock().unwrap();
        let (out, is_closed) = &mut *guard;
        if *is_closed {
            return Err(ErrorKind::BrokenPipe.into());
        }
        let written = writeln!(out, "{ship}: {event}");
        *is_closed = written.is_err();
        written
    }
}
