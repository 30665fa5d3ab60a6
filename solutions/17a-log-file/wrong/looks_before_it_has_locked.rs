//! rejected: assertion — a thread that waits while the log is closed writes all the same
//! by: a_thread_that_waited_while_the_log_was_closed_writes_nothing, two_threads_that_waited_while_the_log_was_closed_get_an_error_each

use std::io::{self, ErrorKind, Write};

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, Ordering::SeqCst};

pub struct Log<W: Write> {
    out: Mutex<W>,
    is_closed: AtomicBool,
}

impl<W: Write> Log<W> {
    pub fn new(out: W) -> Self {
        Log { out: Mutex::new(out), is_closed: AtomicBool::new(false) }
    }

    pub fn append(&self, ship: &str, event: &str) -> io::Result<()> {
        if self.is_closed.load(SeqCst) {
            return Err(ErrorKind::BrokenPipe.into());
        }
        let mut out = self.out.lock().unwrap();
        let record = format!("{ship}: {event}\n");
        let written = out.write_all(record.as_bytes()).and_then(|()| out.flush());
        if written.is_err() {
            self.is_closed.store(true, SeqCst);
        }
        written
    }
}
