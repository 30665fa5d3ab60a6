//! Stage 1: a mailbox whose taker checks once before it sleeps, and not again.

use crate::sync::{Condvar, Mutex};

// ANCHOR: mailbox
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

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> u32 {
        let mut slot = self.slot.lock().unwrap();
        if slot.is_none() {
            slot = self.filled.wait(slot).unwrap();
        }
        slot.take().expect("woken without a letter")
    }

    /// Takes the letter out if there is one. Doesn't wait for it.
    pub fn try_take(&self) -> Option<u32> {
        self.slot.lock().unwrap().take()
    }
}
// ANCHOR_END: mailbox
