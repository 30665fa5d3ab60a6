//! rejected: assertion — the condvars are static, so a letter wakes threads at other mailboxes
//! by: a_letter_wakes_no_thread_at_another_mailbox

use interleave::sync::{Condvar, Mutex};

/// Notified when a letter was put in.
static FILLED: Condvar = Condvar::new();
/// Notified when a letter was taken out.
static EMPTIED: Condvar = Condvar::new();

/// A mailbox with room for one letter.
pub struct Mailbox<T> {
    slot: Mutex<Option<T>>,
}

impl<T> Mailbox<T> {
    /// An empty mailbox.
    pub fn new() -> Self {
        Mailbox { slot: Mutex::new(None) }
    }

    /// Puts a letter in. Sleeps until there is room for it.
    pub fn put(&self, letter: T) {
        let mut slot = self.slot.lock().unwrap();
        while slot.is_some() {
            slot = EMPTIED.wait(slot).unwrap();
        }
        *slot = Some(letter);
        FILLED.notify_one();
    }

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> T {
        let mut slot = self.slot.lock().unwrap();
        loop {
            if let Some(letter) = slot.take() {
                EMPTIED.notify_one();
                return letter;
            }
            slot = FILLED.wait(slot).unwrap();
        }
    }

    /// Takes the letter out if there is one, and never waits for one.
    pub fn try_take(&self) -> Option<T> {
        let letter = self.slot.lock().unwrap().take();
        if letter.is_some() {
            EMPTIED.notify_one();
        }
        letter
    }
}

impl<T> Default for Mailbox<T> {
    fn default() -> Self {
        Mailbox::new()
    }
}
