//! Stage 3: a log for the threads of one process.

use std::io::{self, BufWriter, Write};

use crate::sync::Mutex;

// ANCHOR: log
/// A log that threads share. Each record is in one piece.
pub struct Log<W: Write> {
    out: Mutex<BufWriter<W>>,
}

impl<W: Write> Log<W> {
    /// A log that is written to `out`.
    pub fn new(out: W) -> Self {
        Log { out: Mutex::new(BufWriter::new(out)) }
    }

    /// Notes that a seat has been sold. After `Ok`, the record has left the buffer.
    ///
    /// # Errors
    ///
    /// The log can't be written to.
    pub fn note(&self, seat: u32) -> io::Result<()> {
        let mut out = self.out.lock().unwrap();
        writeln!(out, "seat {seat}")?;
        out.flush()
    }
}
// ANCHOR_END: log
