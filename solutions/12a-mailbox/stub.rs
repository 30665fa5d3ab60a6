//! A mailbox for one letter, whose threads believe whatever wakes them.

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
    // TODO: a thread that wakes up and finds no room has to sleep again.
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
    // TODO: the same for a thread that finds no letter.
    pub fn take(&self) -> T {
        let mut slot = self.slot.lock().unwrap();
        if slot.is_none() {
            slot = self.filled.wait(slot).unwrap();
        }
        let letter = slot.take().expect("the mailbox is empty");
        self.emptied.notify_one();
        letter
    }

    /// Takes the letter out if there is one, and never waits for one.
    // TODO: which thread may be asleep until there is room?
    pub fn try_take(&self) -> Option<T> {
        self.slot.lock().unwrap().take()
    }
}

impl<T> Default for Mailbox<T> {
    fn default() -> Self {
        Mailbox::new()
    }
}
