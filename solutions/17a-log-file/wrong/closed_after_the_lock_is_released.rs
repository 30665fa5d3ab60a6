//! rejected: assertion — between the error and the mark another thread gets in
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
        let record = format!("{ship}: {event}\n");
        let written = self.write(record.as_bytes());
        if written.is_err() {
            self.is_closed.store(true, SeqCst);
        }
        written
    }

    fn write(&self, record: &[u8]) -> io::Result<()> {
        let mut out = self.out.lock().unwrap();
        if self.is_closed.load(SeqCst) {
            return Err(ErrorKind::BrokenPipe.into());
        }
        out.write_all(record)?;
        out.flush()
    }
}
