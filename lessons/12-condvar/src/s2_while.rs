//! Stage 2: the taker checks again after each wakeup.

use crate::sync::{Condvar, Mutex};

/// A mailbox with room for one letter.
#[derive(Default)]
pub struct Mailbox {
    slot: Mutex<Option<u32>>,
    /// Notified when a letter has been put in.
    filled: Condvar,
}

impl Mailbox {
    /// Puts a letter in. Returns the letter that it replaces, if there was one.
    pub fn put(&self, letter: u32) -> Option<u32> {
        let mut slot = self.slot.lock().unwrap();
        let older = slot.replace(letter);
        self.filled.notify_one();
        older
    }

    // ANCHOR: put-after
    /// Puts a letter in like `put`, but notifies when the mutex is free again.
    pub fn put_and_notify_after(&self, letter: u32) -> Option<u32> {
        let older = self.slot.lock().unwrap().replace(letter);
        self.filled.notify_one();
        older
    }
    // ANCHOR_END: put-after

    // ANCHOR: take
    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> u32 {
        let mut slot = self.slot.lock().unwrap();
        while slot.is_none() {
            slot = self.filled.wait(slot).unwrap();
        }
        slot.take().expect("there is a letter")
    }
    // ANCHOR_END: take

    /// Takes the letter out if there is one. Doesn't wait for it.
    pub fn try_take(&self) -> Option<u32> {
        self.slot.lock().unwrap().take()
    }
}
