//! right: a thread looks three times before it sleeps

use interleave::sync::{Condvar, Mutex};

/// A mailbox with room for one letter.
pub struct Mailbox<T> {
    slot: Mutex<Option<T>>,
    filled: Condvar,
    emptied: Condvar,
}

impl<T> Mailbox<T> {
    /// An empty mailbox.
    pub fn new() -> Self {
        Mailbox { slot: Mutex::new(None), filled: Condvar::new(), emptied: Condvar::new() }
    }

    /// Puts a letter in. Sleeps until there is room for it.
    pub fn put(&self, letter: T) {
        let mut slot = self.slot.lock().unwrap();
        while slot.is_some() {
            slot = self.emptied.wait(slot).unwrap();
        }
        *slot = Some(letter);
        self.filled.notify_one();
    }

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> T {
        for _ in 0..3 {
            if let Some(letter) = self.try_take() {
                return letter;
            }
            interleave::hint::spin_loop();
        }
        let mut slot = self.slot.lock().unwrap();
        while slot.is_none() {
            slot = self.filled.wait(slot).unwrap();
        }
        let letter = slot.take().expect("the mailbox is empty");
        self.emptied.notify_one();
        letter
    }

    /// Takes the letter out if there is one, and never waits for one.
    pub fn try_take(&self) -> Option<T> {
        let letter = self.slot.lock().unwrap().take();
        if letter.is_some() {
            self.emptied.notify_one();
        }
        letter
    }
}

impl<T> Default for Mailbox<T> {
    fn default() -> Self {
        Mailbox::new()
    }
}
