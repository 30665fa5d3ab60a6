//! rejected: assertion — between the two times it locks, another entry can overtake: the numbers are out of order
//! by: after_a_failed_write_the_next_entry_can_be_written, an_entry_that_ends_with_a_panic_is_in_one_piece, an_entry_that_ends_with_an_error_is_in_one_piece, two_entries_come_one_after_the_other

#![forbid(unsafe_code)]

#[path = "../../../exercises/05c-drop-order/src/lock.rs"]
pub mod lock;

use std::io::{BufWriter, Error, ErrorKind, Result, Write};

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use lock::BinaryLock;

#[derive(Default)]
pub struct Journal {
    lock: BinaryLock,
    entries: AtomicU32,
}

struct Entry<'a, P: Write> {
    lock: &'a BinaryLock,
    writer: BufWriter<P>,
}

impl<P: Write> Drop for Entry<'_, P> {
    fn drop(&mut self) {
        let _guard = self.lock.guard();
        self.writer.flush().unwrap();
    }
}

impl Journal {
    pub fn note<'w, P: Write>(
        &self,
        paper: P,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Result<u32> {
        let mut entry = Entry { lock: &self.lock, writer: BufWriter::new(paper) };
        let guard = self.lock.guard();
        let number = self.entries.load(Relaxed) + 1;
        self.entries.store(number, Relaxed);
        drop(guard);
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
