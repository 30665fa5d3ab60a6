//! rejected: assertion — the destructor of the entry drops the guard by hand, and that is still before the writer
//! by: an_entry_that_ends_with_a_panic_is_in_one_piece, an_entry_that_ends_with_an_error_is_in_one_piece, two_entries_come_one_after_the_other

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
    guard: Option<Guard<'a>>,
    writer: BufWriter<P>,
}

impl<P: Write> Drop for Entry<'_, P> {
    fn drop(&mut self) {
        drop(self.guard.take());
    }
}

impl Journal {
    pub fn note<'w, P: Write>(
        &self,
        paper: P,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Result<u32> {
        let mut entry = Entry { guard: Some(self.lock.guard()), writer: BufWriter::new(paper) };
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
