//! rejected: assertion — after an error, the `BufWriter` still has the rest of the record, and writes it when it is dropped
//! by: a_thread_that_waited_while_the_log_was_closed_writes_nothing, after_a_write_that_failed_nothing_more_is_written, two_threads_that_waited_while_the_log_was_closed_get_an_error_each

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
        let written = writeln!(out, "{ship}: {event}").and_then(|()| out.flush());
        *is_closed = written.is_err();
        written
    }
}
