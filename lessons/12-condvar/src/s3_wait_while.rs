//! Stage 3: std has the loop ready-made, also with a time limit.

use std::time::Duration;

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

    // ANCHOR: wait-while
    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> u32 {
        let slot = self.slot.lock().unwrap();
        let mut slot = self.filled.wait_while(slot, |slot| slot.is_none()).unwrap();
        slot.take().expect("there is a letter")
    }
    // ANCHOR_END: wait-while

    // ANCHOR: take-within
    /// Takes the letter out. Sleeps until there is one, but no longer than `limit`.
    pub fn take_within(&self, limit: Duration) -> Option<u32> {
        let slot = self.slot.lock().unwrap();
        let (mut slot, _) =
            self.filled.wait_timeout_while(slot, limit, |slot| slot.is_none()).unwrap();
        slot.take()
    }
    // ANCHOR_END: take-within
}
