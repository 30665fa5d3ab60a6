//! A read-write lock whose writer waits for the last reader, and may take the news from an exchange that failed.

use crate::cell::UnsafeCell;
use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

// ANCHOR: rwlock
const WRITER: u32 = 1;
/// The writer is asleep, or about to be.
const PARKED: u32 = 2;
/// Counted once for each reader.
const READER: u32 = 4;

/// A number under a read-write lock. One reader is in from the start.
pub struct RwLock {
    state: AtomicU32,
    number: UnsafeCell<u32>,
}

// SAFETY: the number is used under the lock. Whether that is enough is the question here.
unsafe impl Sync for RwLock {}

impl RwLock {
    /// The reader reads, and leaves.
    pub fn read_and_leave(&self) -> u32 {
        // SAFETY: this thread is a reader.
        let number = unsafe { *self.number.get_shared() };
        // Release: pairs with the writer's looks at the state.
        if self.state.fetch_sub(READER, Release) == READER | WRITER | PARKED {
            futex::wake_one(&self.state);
        }
        number
    }

    /// Waits until the readers have left, and writes.
    pub fn write(&self, number: u32) {
        // Acquire, here and below: pairs with the release of the last reader.
        let mut state = self.state.fetch_or(WRITER, Acquire) | WRITER;
        while state >= READER {
            match self.state.compare_exchange(state, state | PARKED, Relaxed, Relaxed) {
                Ok(_) => {
                    futex::wait(&self.state, state | PARKED);
                    state = self.state.load(Acquire);
                }
                Err(found) => state = found,
            }
        }
        // SAFETY: this thread is the writer, and no reader is left.
        unsafe { *self.number.get() = number };
    }
}
// ANCHOR_END: rwlock

impl Default for RwLock {
    fn default() -> Self {
        RwLock { state: AtomicU32::new(READER), number: UnsafeCell::new(0) }
    }
}
