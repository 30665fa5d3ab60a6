//! rejected: assertion — another thread holds the mutex for a moment, and `try_take` says that there is no letter
//! by: try_take_finds_the_letter_while_another_thread_waits, try_take_makes_room_for_a_putter_that_sleeps

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
        let mut slot = self.slot.lock().unwrap();
        while slot.is_some() {
            slot = self.emptied.wait(slot).unwrap();
        }
        *slot = Some(letter);
        self.filled.notify_one();
    }

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> T {
        let mut slot = self.slot.lock().unwrap();
        loop {
            if let Some(letter) = slot.take() {
                self.emptied.notify_one();
                return letter;
            }
            slot = self.filled.wait(slot).unwrap();
        }
    }

    /// Takes the letter out if there is one, and never waits for one.
    pub fn try_take(&self) -> Option<T> {
        let letter = self.slot.try_lock().ok()?.take();
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
