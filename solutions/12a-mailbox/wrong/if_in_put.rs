//! rejected: assertion — `put` checks once
//! by: a_putter_that_is_woken_for_nothing_sleeps_again, three_letters_arrive_in_their_order, try_take_finds_the_letter_while_another_thread_waits, try_take_makes_room_for_a_putter_that_sleeps, two_putters_and_two_takers_miss_nothing, two_putters_get_rid_of_a_letter_each, two_takers_get_a_letter_each

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
        if slot.is_some() {
            slot = self.emptied.wait(slot).unwrap();
        }
        assert!(slot.is_none(), "a letter is put on top of another one");
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
