//! rejected: spin — an error of the paper forgets the entry, and with it the guard
//! by: after_a_failed_write_the_next_entry_can_be_written

#![forbid(unsafe_code)]

#[path = "../../../exercises/05c-drop-order/src/lock.rs"]
pub mod lock;

use std::io::{BufWriter, Error, ErrorKind, Result, Write};

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use lock::{BinaryLock, Guard};

#[derive(Default)]
pub struct Journal {
    lock: BinaryLock,
    entries: AtomicU32,
}

struct Entry<'a, P: Write> {
    writer: BufWriter<P>,
    _guard: Guard<'a>,
}

impl Journal {
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
            if let Err(error) = write!(entry.writer, " {word}") {
                // The rest cannot be written either.
                std::mem::forget(entry);
                return Err(error);
            }
        }
        entry.writer.flush()?;
        Ok(number)
    }
}
