//! right: the writer lives in an inner function, the guard in the outer one; a bigger buffer

#![forbid(unsafe_code)]

#[path = "../../../exercises/05c-drop-order/src/lock.rs"]
pub mod lock;

use std::io::{BufWriter, Error, ErrorKind, Result, Write};

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use lock::BinaryLock;

/// A journal for all keepers. One entry is written at a time.
#[derive(Default)]
pub struct Journal {
    lock: BinaryLock,
    /// How many entries there are. Relaxed suffices, because it's only used under the lock.
    entries: AtomicU32,
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
        let _guard = self.lock.guard();
        self.write(BufWriter::with_capacity(64 * 1024, paper), words)
    }

    /// Writes an entry while the caller holds the lock. The writer is gone when this returns, on whatever path.
    fn write<'w, P: Write>(
        &self,
        mut writer: BufWriter<P>,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Result<u32> {
        let number = self.entries.load(Relaxed) + 1;
        self.entries.store(number, Relaxed);
        write!(writer, "\n{number}:")?;
        for word in words {
            if word.contains('\n') {
                return Err(Error::new(ErrorKind::InvalidInput, "a word of two lines"));
            }
            write!(writer, " {word}")?;
        }
        Ok(number)
    }
}
