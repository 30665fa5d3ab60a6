//! right: `wait_while`, and notifications after the mutex is released

use interleave::sync::{Condvar, Mutex};

/// A mailbox with room for one letter.
pub struct Mailbox<T> {
    slot: Mutex<Option<T>>,
    /// Notified when a letter was put in.
    filled: Condvar,
    /// Notified when a letter was taken out.
    emptied: Condvar,
}

impl<T> Mailbox<T> {
    /// An empty mailbox.
    pub fn new() -> Self {
        Mailbox { slot: Mutex::new(None), filled: Condvar::new(), emptied: Condvar::new() }
    }

    /// Puts a letter in. Sleeps until there is room for it.
    pub fn put(&self, letter: T) {
        let slot = self.slot.lock().unwrap();
        let mut slot = self.emptied.wait_while(slot, |slot| slot.is_some()).unwrap();
        *slot = Some(letter);
        drop(slot);
        self.filled.notify_one();
    }

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> T {
        let slot = self.slot.lock().unwrap();
        let mut slot = self.filled.wait_while(slot, |slot| slot.is_none()).unwrap();
        let letter = slot.take().expect("there is a letter");
        drop(slot);
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
