//! rejected: assertion — all journals are numbered together
//! by: each_journal_has_a_lock_and_numbers_of_its_own

#[path = "../../../exercises/05c-drop-order/src/lock.rs"]
pub mod lock;

use std::io::{BufWriter, Error, ErrorKind, Result, Write};

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use lock::{BinaryLock, Guard};

static ENTRIES: AtomicU32 = AtomicU32::new(0);

#[derive(Default)]
pub struct Journal {
    lock: BinaryLock,
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
        let number = ENTRIES.load(Relaxed) + 1;
        ENTRIES.store(number, Relaxed);
        write!(entry.writer, "\n{number}:")?;
        for word in words {
            if word.contains('\n') {
                return Err(Error::new(ErrorKind::InvalidInput, "a word of two lines"));
            }
            write!(entry.writer, " {word}")?;
        }
        entry.writer.flush()?;
        Ok(number)
    }
}
