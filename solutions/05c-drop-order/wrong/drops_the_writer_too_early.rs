//! rejected: assertion — the number goes onto the paper under the lock, but the words only when it's locked again
//! by: an_entry_that_ends_with_a_panic_is_in_one_piece, an_entry_that_ends_with_an_error_is_in_one_piece, note_returns_the_number_of_its_entry, two_entries_come_one_after_the_other

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
    _guard: Guard<'a>,
    writer: BufWriter<P>,
}

impl Journal {
    pub fn note<'w, P: Write>(
        &self,
        mut paper: P,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Result<u32> {
        let mut entry = Entry { _guard: self.lock.guard(), writer: BufWriter::new(&mut paper) };
        let number = self.entries.load(Relaxed) + 1;
        self.entries.store(number, Relaxed);
        write!(entry.writer, "\n{number}:")?;
        entry.writer.flush()?;
        drop(entry);
        let mut entry = Entry { _guard: self.lock.guard(), writer: BufWriter::new(&mut paper) };
        for word in words {
            if word.contains('\n') {
                entry.writer.flush()?;
                return Err(Error::new(ErrorKind::InvalidInput, "a word of two lines"));
            }
            write!(entry.writer, " {word}")?;
        }
        entry.writer.flush()?;
        Ok(number)
    }
}
