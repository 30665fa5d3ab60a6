//! rejected: lost_wakeup — `put` returns only when its letter has been taken
//! by: a_putter_that_is_woken_for_nothing_sleeps_again (assertion), try_take_finds_the_letter_while_another_thread_waits, try_take_makes_room_for_a_putter_that_sleeps

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
        while slot.is_some() {
            slot = self.emptied.wait(slot).unwrap();
        }
    }

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> T {
        let mut slot = self.slot.lock().unwrap();
        while slot.is_none() {
            slot = self.filled.wait(slot).unwrap();
        }
        let letter = slot.take().expect("the mailbox is empty");
        self.emptied.notify_all();
        letter
    }

    /// Takes the letter out if there is one, and never waits for one.
    pub fn try_take(&self) -> Option<T> {
        let letter = self.slot.lock().unwrap().take();
        if letter.is_some() {
            self.emptied.notify_all();
        }
        letter
    }
}

impl<T> Default for Mailbox<T> {
    fn default() -> Self {
        Mailbox::new()
    }
}
