//! A small lock, and a loom test that tests nothing yet.

// TODO 1: if `cfg(loom)` is set, take the next two from `loom`; if not, from std as here.
use std::hint;
use std::sync::atomic::AtomicBool;
// This is only a list of names, and the same for both.
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

/// What the loom test knows about a lock. It is also run on locks that you don't see.
pub trait Lock: Default + Send + Sync + 'static {
    /// Waits until the lock is free, and takes it.
    fn acquire(&self);

    /// Releases the lock. Only its holder calls this.
    fn release(&self);
}

/// A lock that leaves its holder in peace: while it is taken, other threads only look.
#[derive(Default)]
pub struct CalmLock {
    locked: AtomicBool,
}

impl Lock for CalmLock {
    // TODO 3: repair what loom finds.
    fn acquire(&self) {
        // The lock is usually free, and one exchange takes it.
        if self.locked.compare_exchange(false, true, Acquire, Relaxed).is_ok() {
            return;
        }
        loop {
            while self.locked.load(Relaxed) {
                hint::spin_loop();
            }
            if self.locked.compare_exchange(false, true, Relaxed, Relaxed).is_ok() {
                return;
            }
        }
    }

    fn release(&self) {
        self.locked.store(false, Release);
    }
}

/// The loom test: panics if two threads that use a lock of this type can go wrong.
#[cfg(loom)]
pub fn explore<L: Lock>() {
    // TODO 2: in `loom::model`, two threads take one `L` twice each, and change under it what it guards.
}
