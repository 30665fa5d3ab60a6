//! rejected: assertion — records stay in the buffer until it is full, or the log is dropped
//! by: ?

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
