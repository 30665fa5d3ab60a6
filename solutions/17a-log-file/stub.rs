//! The log of a harbour, in which records are torn, and some are missing.

use std::io::{self, BufWriter, Write};

use interleave::sync::Mutex;

/// A log that threads share.
pub struct Log<W: Write> {
    out: Mutex<BufWriter<W>>,
}

impl<W: Write> Log<W> {
    /// A log that is written to `out`.
    pub fn new(out: W) -> Self {
        Log { out: Mutex::new(BufWriter::new(out)) }
    }

    /// Appends a record: the name of a ship, a colon and a blank, what it did, and the end of the line.
    ///
    /// # Errors
    ///
    /// `out` has failed, now or earlier.
    // TODO: keep the record in one piece, and return `Ok` only when all of it has been written and flushed.
    // TODO: after an error of `out`, write nothing more.
    pub fn append(&self, ship: &str, event: &str) -> io::Result<()> {
        write!(self.out.lock().unwrap(), "{ship}: ")?;
        writeln!(self.out.lock().unwrap(), "{event}")
    }
}
