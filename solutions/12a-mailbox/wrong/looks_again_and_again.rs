//! rejected: assertion — waiters yield in a loop instead of sleeping
//! by: a_putter_that_is_woken_for_nothing_sleeps_again, a_putter_without_room_sleeps, a_taker_that_is_woken_for_nothing_sleeps_again, a_taker_without_a_letter_sleeps

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
            drop(slot);
            interleave::thread::yield_now();
            slot = self.slot.lock().unwrap();
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
            drop(slot);
            interleave::thread::yield_now();
            slot = self.slot.lock().unwrap();
        }
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
