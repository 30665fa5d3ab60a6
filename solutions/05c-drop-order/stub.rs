//! A lighthouse keeps a journal. It has a lock, and entries get mixed up all the same.
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
    /// Holds the lock.
    _guard: Guard<'a>,
    /// Gathers what is written, and hands it to the paper when it is dropped, or earlier if there is too much.
    writer: BufWriter<P>,
}

impl Journal {
    /// Writes an entry: a number on a new line, and then the words. Returns the number.
    ///
    /// # Errors
    ///
    /// A word that spans two lines ends the entry before that word. Paper that can't be written on ends it, too.
    // TODO: the lock must not be released before everything is on the paper, whatever ends the entry.
    pub fn note<'w, P: Write>(
        &self,
        paper: P,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Result<u32> {
        let mut entry = Entry { _guard: self.lock.guard(), writer: BufWriter::new(paper) };
        let number = self.entries.load(Relaxed) + 1;
        self.entries.store(number, Relaxed);
        write!(entry.writer, "\n{number}:")?;
        for word in words {
            if word.contains('\n') {
                return Err(Error::new(ErrorKind::InvalidInput, "a word of two lines"));
            }
            write!(entry.writer, " {word}")?;
        }
        Ok(number)
    }
}
