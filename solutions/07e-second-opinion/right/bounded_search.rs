//! right: bounds the search to three preemptions

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
            // Acquire: pairs with the store in `release`, as above.
            if self.locked.compare_exchange(false, true, Acquire, Relaxed).is_ok() {
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
    use loom::sync::atomic::AtomicU32;
    use loom::thread;
    use std::sync::Arc;

    fn add<L: Lock>((lock, total): &(L, AtomicU32)) {
        for _ in 0..2 {
            lock.acquire();
            total.store(total.load(Relaxed) + 1, Relaxed);
            lock.release();
        }
    }

    let mut search = loom::model::Builder::new();
    search.preemption_bound = Some(3);
    search.check(|| {
        let ours = Arc::new((L::default(), AtomicU32::new(0)));
        let theirs = Arc::clone(&ours);
        let other = thread::spawn(move || add(&theirs));
        add(&ours);
        other.join().unwrap();
        let total = ours.1.load(Relaxed);
        assert!(total == 4, "1 was added four times under the lock, but the total is {total}");
    });
}
