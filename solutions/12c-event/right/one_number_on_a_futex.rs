//! right: one number, odd while the event is set, on a futex

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};

/// A flag that is set and cleared, and that threads wait for.
#[derive(Default)]
pub struct Event {
    /// Odd while the event is set; grows whenever that changes.
    number: AtomicU32,
}

impl Event {
    pub fn set(&self) {
        self.number.fetch_or(1, SeqCst);
        futex::wake_all(&self.number);
    }

    pub fn clear(&self) {
        let next = |number: u32| (number % 2 == 1).then(|| number.wrapping_add(1));
        _ = self.number.fetch_update(SeqCst, SeqCst, next);
    }

    pub fn is_set(&self) -> bool {
        self.number.load(SeqCst) % 2 == 1
    }

    pub fn wait(&self) {
        let number = self.number.load(SeqCst);
        while number.is_multiple_of(2) && self.number.load(SeqCst) == number {
            futex::wait(&self.number, number);
        }
    }
}
