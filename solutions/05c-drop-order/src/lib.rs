//! A lighthouse keeps a journal, and each entry in it is in one piece.
#![forbid(unsafe_code)]

pub mod lock;

use std::io::{BufWriter, Error, ErrorKind, Result, Write};

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use lock::{BinaryLock, Guard};

/// A journal for all keepers. One entry is written at a time.
#[derive(Default)]
pub struct Journal {
    lock: BinaryLock,
    /// How many entries there are. Relaxed suffices, because it's only used under the lock.
    entries: AtomicU32,
}

/// An entry that is being written.
struct Entry<'a, P: Write> {
    /// Gathers what is written, and hands it to the paper when it is dropped, or earlier if there is too much.
    writer: BufWriter<P>,
    /// Holds the lock. Fields are dropped in the order in which they are declared: this one comes last, so that the
    /// lock is held until everything is on the paper.
    _guard: Guard<'a>,
}

impl Journal {
    /// Writes an entry: a number on a new line, and then the words. Returns the number.
    ///
    /// # Errors
    ///
    /// A word that spans two lines ends the entry before that word. Paper that can't be written on ends it, too.
    pub fn note<'w, P: Write>(
        &self,
        paper: P,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Result<u32> {
        let mut entry = Entry { writer: BufWriter::new(paper), _guard: self.lock.guard() };
        let number = self.entries.load(Relaxed) + 1;
        self.entries.store(number, Relaxed);
        write!(entry.writer, "\n{number}:")?;
        for word in words {
            if word.contains('\n') {
                return Err(Error::new(ErrorKind::InvalidInput, "a word of two lines"));
            }
            write!(entry.writer, " {word}")?;
        }
        // Dropping the writer would do the same, but couldn't return an error.
        entry.writer.flush()?;
        Ok(number)
    }
}
