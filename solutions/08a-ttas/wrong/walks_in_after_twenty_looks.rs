//! rejected: assertion — a thread that looked for long enough goes in without the lock
//! by: a_thread_that_was_too_late_gives_hints_again, a_thread_waits_however_often_it_is_too_late, a_waiting_thread_only_loads, at_most_one_holds_the_lock_when_both_come_twice, at_most_one_of_three_holds_the_lock, at_most_one_thread_holds_the_lock, every_waiting_thread_gets_the_lock

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    /// Whether somebody is in the map room.
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // The swap comes first, so that a free lock costs one step.
        // Acquire: pairs with the store in `release`.
        let mut looks = 0;
        while self.locked.swap(true, Acquire) {
            while self.locked.load(Relaxed) {
                looks += 1;
                if looks > 20 {
                    return;
                }
                hint::spin_loop();
            }
        }
    }

    /// Frees the lock. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the swap in `acquire`.
        self.locked.store(false, Release);
    }

    /// Whether somebody holds the lock now.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer may be out of date at once, so nobody can build on it.
        self.locked.load(Relaxed)
    }
}
