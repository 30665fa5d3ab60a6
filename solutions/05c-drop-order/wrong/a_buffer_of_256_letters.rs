//! rejected: assertion — a longer entry ends where the buffer does
//! by: a_long_entry_is_written_to_its_end

#![forbid(unsafe_code)]

#[path = "../../../exercises/05c-drop-order/src/lock.rs"]
pub mod lock;

use std::io::{Cursor, Error, ErrorKind, Result, Write};

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use lock::{BinaryLock, Guard};

/// A journal for all keepers. One entry is written at a time.
#[derive(Default)]
pub struct Journal {
    lock: BinaryLock,
    /// How many entries there are. Relaxed suffices, because it's only used under the lock.
    entries: AtomicU32,
}

/// An entry that is being written. It goes onto the paper when it is dropped.
struct Entry<'a, P: Write> {
    paper: P,
    text: Cursor<[u8; 256]>,
    _guard: Guard<'a>,
}

impl<P: Write> Drop for Entry<'_, P> {
    fn drop(&mut self) {
        let end = self.text.position() as usize;
        let _ = self.paper.write_all(&self.text.get_ref()[..end]);
    }
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
        let mut entry = Entry { paper, text: Cursor::new([0; 256]), _guard: self.lock.guard() };
        let number = self.entries.load(Relaxed) + 1;
        self.entries.store(number, Relaxed);
        write!(entry.text, "\n{number}:")?;
        for word in words {
            if word.contains('\n') {
                return Err(Error::new(ErrorKind::InvalidInput, "a word of two lines"));
            }
            write!(entry.text, " {word}")?;
        }
        Ok(number)
    }
}
