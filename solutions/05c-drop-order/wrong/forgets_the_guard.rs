//! rejected: spin — the lock is no longer released too early: it is never released
//! by: a_long_entry_is_written_to_its_end, an_entry_that_ends_with_a_panic_is_in_one_piece, an_entry_that_ends_with_an_error_is_in_one_piece, entries_of_one_keeper_are_in_order_whatever_ended_them, note_returns_the_number_of_its_entry, two_entries_come_one_after_the_other, what_was_noted_is_on_the_paper_when_note_returns

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
        std::mem::forget(entry._guard);
        Ok(number)
    }
}
