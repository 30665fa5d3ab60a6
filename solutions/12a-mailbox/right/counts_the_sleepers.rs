//! right: counts the putters that sleep, and notifies only if there are any

use interleave::sync::{Condvar, Mutex};

/// A mailbox with room for one letter.
pub struct Mailbox<T> {
    slot: Mutex<(Option<T>, usize)>,
    /// Notified when a letter was put in.
    filled: Condvar,
    /// Notified when a letter was taken out.
    emptied: Condvar,
}

impl<T> Mailbox<T> {
    /// An empty mailbox.
    pub fn new() -> Self {
        Mailbox { slot: Mutex::new((None, 0)), filled: Condvar::new(), emptied: Condvar::new() }
    }

    /// Puts a letter in. Sleeps until there is room for it.
    pub fn put(&self, letter: T) {
        let mut slot = self.slot.lock().unwrap();
        while slot.0.is_some() {
            slot.1 += 1;
            slot = self.emptied.wait(slot).unwrap();
            slot.1 -= 1;
        }
        slot.0 = Some(letter);
        self.filled.notify_one();
    }

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> T {
        let mut slot = self.slot.lock().unwrap();
        loop {
            if let Some(letter) = slot.0.take() {
                if slot.1 > 0 {
                    self.emptied.notify_one();
                }
                return letter;
            }
            slot = self.filled.wait(slot).unwrap();
        }
    }

    /// Takes the letter out if there is one, and never waits for one.
    pub fn try_take(&self) -> Option<T> {
        let mut slot = self.slot.lock().unwrap();
        let letter = slot.0.take();
        if letter.is_some() && slot.1 > 0 {
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
