//! The mailbox with two condvars, whose mutex is free between the check and the letter.

use crate::sync::{Condvar, Mutex};

/// A mailbox with room for one letter.
#[derive(Default)]
pub struct Mailbox {
    slot: Mutex<Option<u32>>,
    /// Takers sleep here.
    filled: Condvar,
    /// Putters sleep here.
    emptied: Condvar,
}

impl Mailbox {
    /// Puts a letter in. Sleeps until there is room for it.
    pub fn put(&self, letter: u32) {
        let mut slot = self.slot.lock().unwrap();
        while slot.is_some() {
            slot = self.emptied.wait(slot).unwrap();
        }
        drop(slot);
        *self.slot.lock().unwrap() = Some(letter);
        self.filled.notify_one();
    }

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> u32 {
        let mut slot = self.slot.lock().unwrap();
        while slot.is_none() {
            slot = self.filled.wait(slot).unwrap();
        }
        let letter = slot.take().expect("there is a letter");
        self.emptied.notify_one();
        letter
    }
}
