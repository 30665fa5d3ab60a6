//! rejected: assertion — the test is right, and the lock as it was
//! by: loom_finds_nothing_wrong_with_your_lock, no_two_threads_hold_your_lock

#[cfg(loom)]
use loom::{hint, sync::atomic::AtomicBool};
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
#[cfg(not(loom))]
use std::{hint, sync::atomic::AtomicBool};

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
    fn acquire(&self) {
        // The lock is usually free, and one exchange takes it. Acquire: pairs with the store in `release`.
        if self.locked.compare_exchange(false, true, Acquire, Relaxed).is_ok() {
            return;
        }
        loop {
            // Relaxed: a look takes nothing.
            while self.locked.load(Relaxed) {
                hint::spin_loop();
            }
            // Relaxed: the lock was free a moment ago.
            if self.locked.compare_exchange(false, true, Relaxed, Relaxed).is_ok() {
                return;
            }
        }
    }

    fn release(&self) {
        // Release: pairs with the exchange in `acquire` that takes the lock next.
        self.locked.store(false, Release);
    }
}

/// The loom test: panics if two threads that use a lock of this type can go wrong.
#[cfg(loom)]
pub fn explore<L: Lock>() {
    use loom::cell::UnsafeCell;
    use loom::thread;
    use std::sync::Arc;

    /// What is guarded.
    struct Guarded<L>(L, UnsafeCell<u32>);

    // SAFETY: loom checks every access to the cell, and panics if two of them are not ordered.
    unsafe impl<L: Lock> Sync for Guarded<L> {}

    fn add_twice<L: Lock>(Guarded(lock, value): &Guarded<L>) {
        for _ in 0..2 {
            lock.acquire();
            value.with_mut(|value| {
                // SAFETY: the pointer leads into the cell, and loom has checked that no other thread uses one.
                unsafe { *value += 1 }
            });
            lock.release();
        }
    }

    loom::model(|| {
        let ours = Arc::new(Guarded(L::default(), UnsafeCell::new(0)));
        let theirs = Arc::clone(&ours);
        let other = thread::spawn(move || add_twice(&theirs));
        add_twice(&ours);
        other.join().unwrap();
    });
}
