//! rejected: data_race — as long as the count is not zero, any thread gets in
//! by: a_name_says_nothing_about_the_holder, a_panic_drops_all_guards_of_the_holder, a_panic_drops_only_the_guards_that_it_unwinds, a_third_thread_waits_as_well, a_thread_that_has_left_is_a_stranger, a_thread_whose_last_guard_fell_to_a_panic_is_a_stranger, each_lock_has_a_holder_and_a_count_of_its_own, each_of_two_threads_holds_a_lock_of_its_own, the_holder_can_have_a_thousand_guards, the_lock_is_free_when_the_last_guard_is_dropped, the_lock_is_held_until_the_inner_guard_is_dropped, the_lock_is_held_until_the_outer_guard_is_dropped

#[path = "../../../exercises/11c-reentrant/src/lock.rs"]
mod lock;

use std::marker::PhantomData;
use std::num::NonZeroU64;
use std::ops::Deref;

use interleave::cell::Cell;
use interleave::sync::atomic::{AtomicU64, Ordering::Relaxed};
use interleave::thread;
use lock::BinaryLock;
pub struct ReentrantLock<T> {
    lock: BinaryLock,
    owner: AtomicU64,
    count: Cell<usize>,
    value: T,
}
const NO_THREAD: u64 = 0;

// SAFETY: only the thread that holds the lock has references to the value, through its guards, so the value only has to
// be `Send`. What else the lock keeps is an atomic, or used only by the holder.
unsafe impl<T: Send> Sync for ReentrantLock<T> {}
#[must_use = "a guard without a name releases the lock immediately"]
pub struct Guard<'a, T> {
    lock: &'a ReentrantLock<T>,
    not_send: PhantomData<*const ()>,
}

impl<T> ReentrantLock<T> {
    pub fn new(value: T) -> Self {
        ReentrantLock {
            lock: BinaryLock::default(),
            owner: AtomicU64::new(NO_THREAD),
            count: Cell::new(0),
            value,
        }
    }
    pub fn lock(&self) -> Guard<'_, T> {
        let me = me().get();
        if self.count.get() == 0 {
            self.lock.acquire();
            self.owner.store(me, Relaxed);
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
        let count = self.lock.count.get() - 1;
        self.lock.count.set(count);
        if count == 0 {
            // Relaxed: as in `lock`. After the release it would be too late: the next holder may have stored its number.
            self.lock.owner.store(NO_THREAD, Relaxed);
            self.lock.lock.release();
        }
    }
}
pub fn me() -> NonZeroU64 {
    thread::current().number()
}
