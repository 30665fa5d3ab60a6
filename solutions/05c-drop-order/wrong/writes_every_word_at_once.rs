//! rejected: assertion — right but poor: nothing is left to be handed over late, because nothing is gathered
//! by: an_entry_is_handed_over_in_as_few_pieces_as_possible

#![forbid(unsafe_code)]

#[path = "../../../exercises/05c-drop-order/src/lock.rs"]
pub mod lock;

use std::io::{Error, ErrorKind, Result, Write};

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use lock::{BinaryLock, Guard};

#[derive(Default)]
pub struct Journal {
    lock: BinaryLock,
    entries: AtomicU32,
}

struct Entry<'a, P: Write> {
    _guard: Guard<'a>,
    writer: P,
}

impl Journal {
    pub fn note<'w, P: Write>(
        &self,
        paper: P,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Result<u32> {
        let mut entry = Entry { _guard: self.lock.guard(), writer: paper };
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
