//! right: sleepers park, and each change unparks all that are on a list

use interleave::sync::Mutex;
use interleave::thread::{self, Thread};

/// A mailbox with room for one letter.
pub struct Mailbox<T> {
    slot: Mutex<(Option<T>, Vec<Thread>)>,
}

impl<T> Mailbox<T> {
    /// An empty mailbox.
    pub fn new() -> Self {
        Mailbox { slot: Mutex::new((None, Vec::new())) }
    }

    /// Puts a letter in. Sleeps until there is room for it.
    pub fn put(&self, letter: T) {
        loop {
            let mut slot = self.slot.lock().unwrap();
            if slot.0.is_none() {
                slot.0 = Some(letter);
                slot.1.drain(..).for_each(|sleeper| sleeper.unpark());
                return;
            }
            slot.1.push(thread::current());
            drop(slot);
            thread::park();
        }
    }

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> T {
        loop {
            if let Some(letter) = self.try_take() {
                return letter;
            }
            let mut slot = self.slot.lock().unwrap();
            if slot.0.is_some() {
                continue;
            }
            slot.1.push(thread::current());
            drop(slot);
            thread::park();
        }
    }

    /// Takes the letter out if there is one, and never waits for one.
    pub fn try_take(&self) -> Option<T> {
        let mut slot = self.slot.lock().unwrap();
        let letter = slot.0.take()?;
        slot.1.drain(..).for_each(|sleeper| sleeper.unpark());
        Some(letter)
    }
}

impl<T> Default for Mailbox<T> {
    fn default() -> Self {
        Mailbox::new()
    }
}
