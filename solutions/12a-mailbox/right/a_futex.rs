//! right: no condvar: counts the changes, and sleeps on the number

use interleave::futex;
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};

/// A mailbox with room for one letter.
pub struct Mailbox<T> {
    slot: Mutex<Option<T>>,
    changes: AtomicU32,
}

impl<T> Mailbox<T> {
    pub fn new() -> Self {
        Mailbox { slot: Mutex::new(None), changes: AtomicU32::new(0) }
    }

    pub fn put(&self, letter: T) {
        let mut letter = Some(letter);
        self.sleep_until(|slot| {
            if slot.is_none() {
                *slot = letter.take();
            }
            letter.is_none().then_some(())
        });
    }

    pub fn take(&self) -> T {
        self.sleep_until(Option::take)
    }

    pub fn try_take(&self) -> Option<T> {
        let letter = self.slot.lock().unwrap().take()?;
        self.changed();
        Some(letter)
    }

    fn sleep_until<R>(&self, mut tries: impl FnMut(&mut Option<T>) -> Option<R>) -> R {
        loop {
            let changes = self.changes.load(SeqCst);
            let result = tries(&mut self.slot.lock().unwrap());
            if let Some(result) = result {
                self.changed();
                return result;
            }
            futex::wait(&self.changes, changes);
        }
    }

    fn changed(&self) {
        self.changes.fetch_add(1, SeqCst);
        futex::wake_all(&self.changes);
    }
}

impl<T> Default for Mailbox<T> {
    fn default() -> Self {
        Mailbox::new()
    }
}
