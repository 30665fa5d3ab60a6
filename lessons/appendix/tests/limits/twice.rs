//! A mailbox whose taker survives one spurious wakeup, and no second one.

use crate::sync::{Condvar, Mutex};

/// Room for one letter.
#[derive(Default)]
pub struct Mailbox {
    letter: Mutex<Option<u32>>,
    changed: Condvar,
}

impl Mailbox {
    // ANCHOR: take
    /// Waits for the letter, and takes it.
    pub fn take(&self) -> u32 {
        let mut letter = self.letter.lock().unwrap();
        if letter.is_none() {
            letter = self.changed.wait(letter).unwrap();
        }
        // A wakeup may be spurious, so it checks again.
        if letter.is_none() {
            letter = self.changed.wait(letter).unwrap();
        }
        letter.take().expect("there is no letter")
    }
    // ANCHOR_END: take

    /// Puts a letter in.
    pub fn put(&self, letter: u32) {
        *self.letter.lock().unwrap() = Some(letter);
        self.changed.notify_one();
    }

    /// Wakes the taker for nothing.
    pub fn ring(&self) {
        self.changed.notify_one();
    }
}
