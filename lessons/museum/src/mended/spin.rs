//! A read-write lock that spins, with the writers' half of it.

use crate::cell::UnsafeCell;
use crate::hint;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Release, SeqCst},
};

const FREE: u32 = 0;
const WRITER: u32 = 1 << 31;

/// A number that writers change, one at a time. (Readers would count in the lower bits.)
pub struct RwLock {
    state: AtomicU32,
    number: UnsafeCell<u32>,
}

// SAFETY: the number is used under the lock, whose release and acquire order all uses.
unsafe impl Sync for RwLock {}

impl RwLock {
    /// Adds 1 to the number.
    pub fn add_one(&self) {
        // SeqCst: the strongest ordering that there is.
        while self.state.compare_exchange(FREE, WRITER, SeqCst, SeqCst).is_err() {
            hint::spin_loop();
        }
        // SAFETY: this thread is the only writer.
        unsafe { *self.number.get() += 1 };
        // ANCHOR: release-mended
        // Release: pairs with the exchange above.
        self.state.store(FREE, Release);
        // ANCHOR_END: release-mended
    }

    /// The number, when no other thread uses the lock any more.
    pub fn into_inner(self) -> u32 {
        // SAFETY: the lock is owned here, so no other thread has it.
        unsafe { *self.number.get() }
    }
}

impl Default for RwLock {
    fn default() -> Self {
        RwLock { state: AtomicU32::new(FREE), number: UnsafeCell::new(0) }
    }
}
