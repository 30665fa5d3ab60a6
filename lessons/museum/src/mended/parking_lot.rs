//! A read-write lock whose writer waits for the last reader, and acquires what it released.

use crate::cell::UnsafeCell;
use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

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

// SAFETY: readers only read, and the writer writes when it has acquired what all of them released.
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
            // ANCHOR: exchange-mended
            match self.state.compare_exchange(state, state | PARKED, Relaxed, Acquire) {
                Ok(_) => {
                    futex::wait(&self.state, state | PARKED);
                    state = self.state.load(Acquire);
                }
                Err(found) => state = found,
            }
            // ANCHOR_END: exchange-mended
        }
        // SAFETY: this thread is the writer, and no reader is left.
        unsafe { *self.number.get() = number };
    }
}

impl Default for RwLock {
    fn default() -> Self {
        RwLock { state: AtomicU32::new(READER), number: UnsafeCell::new(0) }
    }
}
