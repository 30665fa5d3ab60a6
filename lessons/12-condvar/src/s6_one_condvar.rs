//! Stage 6: two kinds of waiters sleep on one condvar.

use crate::sync::{Condvar, Mutex};

// ANCHOR: mailbox
/// A mailbox with room for one letter.
#[derive(Default)]
pub struct Mailbox {
    slot: Mutex<Option<u32>>,
    /// Notified when a letter has been put in or taken out.
    changed: Condvar,
}

impl Mailbox {
    /// Puts a letter in. Sleeps until there is room for it.
    pub fn put(&self, letter: u32) {
        let mut slot = self.slot.lock().unwrap();
        while slot.is_some() {
            slot = self.changed.wait(slot).unwrap();
        }
        *slot = Some(letter);
        self.changed.notify_one();
    }

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> u32 {
        let mut slot = self.slot.lock().unwrap();
        while slot.is_none() {
            slot = self.changed.wait(slot).unwrap();
        }
        let letter = slot.take().expect("there is a letter");
        self.changed.notify_one();
        letter
    }
}
// ANCHOR_END: mailbox
