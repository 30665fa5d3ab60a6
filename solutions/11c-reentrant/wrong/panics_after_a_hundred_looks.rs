//! rejected: assertion — it takes a long wait for a deadlock
//! by: a_name_says_nothing_about_the_holder, a_panic_drops_all_guards_of_the_holder, a_panic_drops_only_the_guards_that_it_unwinds, a_third_thread_waits_as_well, a_thread_that_has_left_is_a_stranger, a_thread_whose_last_guard_fell_to_a_panic_is_a_stranger, each_lock_has_a_holder_and_a_count_of_its_own, each_of_two_threads_holds_a_lock_of_its_own, the_holder_can_have_a_thousand_guards, the_lock_is_free_when_the_last_guard_is_dropped, the_lock_is_held_until_the_inner_guard_is_dropped, the_lock_is_held_until_the_outer_guard_is_dropped

use std::marker::PhantomData;
use std::num::NonZeroU64;
use std::ops::Deref;

use interleave::cell::Cell;
use interleave::hint;
use interleave::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::thread;

/// A value that one thread at a time can use. The thread that holds the lock can acquire it again.
pub struct ReentrantLock<T> {
    owner: AtomicU64,
    count: Cell<usize>,
    value: T,
}

// SAFETY: only the thread that holds the lock has references to the value, through its guards, so the value only has to
// be `Send`. What else the lock keeps is an atomic, or used only by the holder.
unsafe impl<T: Send> Sync for ReentrantLock<T> {}

/// Holds the lock as long as it lives, and leads to the value.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct Guard<'a, T> {
    lock: &'a ReentrantLock<T>,
    /// The thread that locks is the one that unlocks.
    not_send: PhantomData<*const ()>,
}

impl<T> ReentrantLock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        ReentrantLock { owner: AtomicU64::new(0), count: Cell::new(0), value }
    }

    /// Waits until no *other* thread holds the lock, and acquires it.
    pub fn lock(&self) -> Guard<'_, T> {
        let me = me().get();
        if self.owner.load(Relaxed) != me {
            let mut looks = 0;
            while self.owner.compare_exchange(0, me, Acquire, Relaxed).is_err() {
                looks += 1;
                assert!(looks < 100, "this must be a deadlock");
                hint::spin_loop();
            }
        }
        self.count.set(self.count.get() + 1);
        Guard { lock: self, not_send: PhantomData }
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.lock.value
    }
}

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        let lock = self.lock;
        lock.count.set(lock.count.get() - 1);
        if lock.count.get() == 0 {
            lock.owner.store(0, Release);
        }
    }
}

/// The number of the calling thread: never 0, and never that of another thread.
pub fn me() -> NonZeroU64 {
    thread::current().number()
}
