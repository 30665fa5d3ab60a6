//! Stage 4: the notification is sent before there is a letter.

use crate::sync::{Condvar, Mutex};

/// A mailbox with room for one letter.
#[derive(Default)]
pub struct Mailbox {
    slot: Mutex<Option<u32>>,
    filled: Condvar,
}

impl Mailbox {
    // ANCHOR: too-soon
    /// Puts a letter in. Returns the letter that it replaces, if there was one.
    pub fn put(&self, letter: u32) -> Option<u32> {
        self.filled.notify_one();
        self.slot.lock().unwrap().replace(letter)
    }
    // ANCHOR_END: too-soon

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> u32 {
        let mut slot = self.slot.lock().unwrap();
        while slot.is_none() {
            slot = self.filled.wait(slot).unwrap();
        }
        slot.take().expect("there is a letter")
    }
}
