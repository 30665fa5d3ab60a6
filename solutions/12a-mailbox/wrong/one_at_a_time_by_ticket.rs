//! rejected: lost_wakeup — takers go in the order of their tickets, and the one that is woken may not be the next
//! by: two_putters_and_two_takers_miss_nothing, two_takers_get_a_letter_each

use interleave::sync::{Condvar, Mutex};

struct State<T> {
    letter: Option<T>,
    next: u64,
    serving: u64,
}

/// A mailbox with room for one letter.
pub struct Mailbox<T> {
    slot: Mutex<State<T>>,
    filled: Condvar,
    emptied: Condvar,
}

impl<T> Mailbox<T> {
    /// An empty mailbox.
    pub fn new() -> Self {
        Mailbox {
            slot: Mutex::new(State { letter: None, next: 0, serving: 0 }),
            filled: Condvar::new(),
            emptied: Condvar::new(),
        }
    }

    /// Puts a letter in. Sleeps until there is room for it.
    pub fn put(&self, letter: T) {
        let mut slot = self.slot.lock().unwrap();
        while slot.letter.is_some() {
            slot = self.emptied.wait(slot).unwrap();
        }
        slot.letter = Some(letter);
        self.filled.notify_one();
    }

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> T {
        let mut slot = self.slot.lock().unwrap();
        let ticket = slot.next;
        slot.next += 1;
        while slot.letter.is_none() || slot.serving != ticket {
            slot = self.filled.wait(slot).unwrap();
        }
        slot.serving += 1;
        let letter = slot.letter.take().expect("the mailbox is empty");
        self.emptied.notify_one();
        letter
    }

    /// Takes the letter out if there is one, and never waits for one.
    pub fn try_take(&self) -> Option<T> {
        let letter = self.slot.lock().unwrap().letter.take();
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
