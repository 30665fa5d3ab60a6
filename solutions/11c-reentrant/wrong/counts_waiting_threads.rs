//! rejected: spin — threads that wait are counted as guards, so the last guard releases nothing
//! by: a_name_says_nothing_about_the_holder, a_panic_drops_all_guards_of_the_holder, a_panic_drops_only_the_guards_that_it_unwinds (assertion), a_third_thread_waits_as_well, a_thread_that_has_left_is_a_stranger, a_thread_whose_last_guard_fell_to_a_panic_is_a_stranger (assertion), each_lock_has_a_holder_and_a_count_of_its_own, each_of_two_threads_holds_a_lock_of_its_own, the_holder_can_have_a_thousand_guards, the_lock_is_free_when_the_last_guard_is_dropped, the_lock_is_held_until_the_inner_guard_is_dropped, the_lock_is_held_until_the_outer_guard_is_dropped

#[path = "../../../exercises/11c-reentrant/src/lock.rs"]
mod lock;

use std::marker::PhantomData;
use std::num::NonZeroU64;
use std::ops::Deref;

use interleave::sync::atomic::{AtomicU64, Ordering::Relaxed};
use interleave::thread;
use lock::BinaryLock;

/// A value that one thread at a time can use. The thread that holds the lock can acquire it again.
pub struct ReentrantLock<T> {
    lock: BinaryLock,
    owner: AtomicU64,
    count: AtomicU64,
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
        ReentrantLock {
            lock: BinaryLock::default(),
            owner: AtomicU64::new(0),
            count: AtomicU64::new(0),
            value,
        }
    }

    /// Waits until no *other* thread holds the lock, and acquires it.
    pub fn lock(&self) -> Guard<'_, T> {
        let me = me().get();
        self.count.fetch_add(1, Relaxed);
        if self.owner.load(Relaxed) != me {
            self.lock.acquire();
            self.owner.store(me, Relaxed);
        }
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
        if self.lock.count.fetch_sub(1, Relaxed) == 1 {
            self.lock.owner.store(0, Relaxed);
            self.lock.lock.release();
        }
    }
}

/// The number of the calling thread: never 0, and never that of another thread.
pub fn me() -> NonZeroU64 {
    thread::current().number()
}
