//! rejected: spin — a reference that outlives every guard: nothing is left to release the lock
//! by: a_guard_can_be_used_more_than_once, a_panic_releases_the_lock, get_mut_and_into_inner_do_not_touch_the_flag (assertion), get_mut_does_not_wait_for_a_leaked_guard, lock_returns_a_guard (assertion), no_update_is_lost, the_guard_is_used_like_a_reference, the_lock_is_held_as_long_as_the_guard_lives, the_value_is_dropped_once_and_with_its_lock, two_locks_are_independent, two_threads_never_use_the_value_at_the_same_time, what_a_leaked_guard_has_changed_stays_changed

use std::marker::PhantomData;

use interleave::cell::UnsafeCell;
use interleave::hint;
use interleave::sync::atomic::AtomicBool;
use interleave::sync::atomic::Ordering::{Acquire, Release};

/// A lock that is free, or taken. It is right as it is.
#[derive(Default)]
struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Takes the lock, and waits as long as somebody else has it.
    #[track_caller]
    fn acquire(&self) {
        // Acquire pairs with the Release in `release`.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Releases the lock.
    #[track_caller]
    fn release(&self) {
        // Release pairs with the Acquire in `acquire`.
        self.locked.swap(false, Release);
    }
}

/// A value that one thread at a time can get at.
pub struct Lock<T> {
    flag: BinaryLock,
    data: UnsafeCell<T>,
}

// SAFETY: threads get at the value one after the other, so it must be `Send`. This is the right promise; what is
// still missing is a lock that keeps it.
unsafe impl<T: Send> Sync for Lock<T> {}

/// Whoever has one has the lock, and the value.
// TODO: nobody makes one yet. Give it what it needs, and see to it that it can be used like a reference to the value,
// and that dropping it releases the lock.
pub struct LockGuard<'a, T> {
    _lock: PhantomData<&'a Lock<T>>,
}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { flag: BinaryLock::default(), data: UnsafeCell::new(value) }
    }

    /// Takes the lock, and lends the value.
    // TODO: the lock is released before anybody has used the value. Return a `LockGuard<'_, T>`.
    #[allow(clippy::mut_from_ref, reason = "clippy sees what is wrong here, too")]
    pub fn lock(&self) -> &mut T {
        self.flag.acquire();
        // SAFETY: broken. The lock is held in this line, and the reference goes on living after it.
        let value = unsafe { &mut *self.data.get() };
        value
    }

    /// The value, from somebody who has the lock for themselves.
    // TODO: this waits for somebody, where there is nobody.
    pub fn get_mut(&mut self) -> &mut T {
        self.lock()
    }

    /// The value, without the lock.
    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }
}
