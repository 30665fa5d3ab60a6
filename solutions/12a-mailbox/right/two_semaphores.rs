//! right: one semaphore counts the room, and another the letters

use interleave::sync::{Condvar, Mutex};

struct Semaphore {
    count: Mutex<usize>,
    raised: Condvar,
}

impl Semaphore {
    fn new(count: usize) -> Self {
        Semaphore { count: Mutex::new(count), raised: Condvar::new() }
    }
    fn acquire(&self) {
        let count = self.count.lock().unwrap();
        *self.raised.wait_while(count, |count| *count == 0).unwrap() -= 1;
    }
    fn try_acquire(&self) -> bool {
        let mut count = self.count.lock().unwrap();
        let is_free = *count > 0;
        if is_free {
            *count -= 1;
        }
        is_free
    }
    fn release(&self) {
        *self.count.lock().unwrap() += 1;
        self.raised.notify_one();
    }
}

/// A mailbox with room for one letter.
pub struct Mailbox<T> {
    slot: Mutex<Option<T>>,
    room: Semaphore,
    letters: Semaphore,
}

impl<T> Mailbox<T> {
    /// An empty mailbox.
    pub fn new() -> Self {
        Mailbox { slot: Mutex::new(None), room: Semaphore::new(1), letters: Semaphore::new(0) }
    }

    /// Puts a letter in. Sleeps until there is room for it.
    pub fn put(&self, letter: T) {
        self.room.acquire();
        *self.slot.lock().unwrap() = Some(letter);
        self.letters.release();
    }

    /// Takes the letter out. Sleeps until there is one.
    pub fn take(&self) -> T {
        self.letters.acquire();
        let letter = self.slot.lock().unwrap().take().expect("the mailbox is empty");
        self.room.release();
        letter
    }

    /// Takes the letter out if there is one, and never waits for one.
    pub fn try_take(&self) -> Option<T> {
        if !self.letters.try_acquire() {
            return None;
        }
        let letter = self.slot.lock().unwrap().take();
        self.room.release();
        letter
    }
}

impl<T> Default for Mailbox<T> {
    fn default() -> Self {
        Mailbox::new()
    }
}
