//! Stage 3: a read-write lock in one number, which owns its data.

use std::ops::{Deref, DerefMut};

use crate::cell::UnsafeCell;
use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

// ANCHOR: state
/// No thread holds the lock.
const FREE: u32 = 0;
/// A writer holds it. Any number between these two is how many readers hold it.
const WRITING: u32 = u32::MAX;

/// A value that many threads may read, or one may write.
#[derive(Default)]
pub struct RwLock<T> {
    /// [`FREE`], [`WRITING`], or the number of readers.
    state: AtomicU32,
    data: UnsafeCell<T>,
}
// ANCHOR_END: state

/// While there is one, its thread may read the value.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct ReadGuard<'a, T> {
    lock: &'a RwLock<T>,
}

/// While there is one, its thread may read and write the value, and no other thread has a guard.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct WriteGuard<'a, T> {
    lock: &'a RwLock<T>,
}

// ANCHOR: sync
// SAFETY: writers hand the value on from thread to thread, so it must be `Send`. Readers use it at the same time, each
// through a `&T`, so it must be `Sync` as well.
unsafe impl<T: Send + Sync> Sync for RwLock<T> {}
// ANCHOR_END: sync

impl<T> RwLock<T> {
    /// Puts a value behind a lock that is free.
    pub fn new(value: T) -> Self {
        RwLock { state: AtomicU32::new(FREE), data: UnsafeCell::new(value) }
    }

    // ANCHOR: acquire
    /// Waits, asleep, while a writer holds the lock.
    ///
    /// # Panics
    ///
    /// There are more than four billion readers already.
    pub fn read(&self) -> ReadGuard<'_, T> {
        let mut state = self.state.load(Relaxed);
        loop {
            if state == WRITING {
                futex::wait(&self.state, WRITING);
                state = self.state.load(Relaxed);
                continue;
            }
            assert!(state < WRITING - 1, "too many readers");
            // Acquire: pairs with the swap of the writer that left.
            match self.state.compare_exchange(state, state + 1, Acquire, Relaxed) {
                Ok(_) => return ReadGuard { lock: self },
                Err(now) => state = now,
            }
        }
    }

    /// Waits, asleep, while any other thread holds the lock.
    pub fn write(&self) -> WriteGuard<'_, T> {
        // Acquire: pairs with the swap of the writer that left, and with the subtractions of all readers.
        while let Err(now) = self.state.compare_exchange(FREE, WRITING, Acquire, Relaxed) {
            futex::wait(&self.state, now);
        }
        WriteGuard { lock: self }
    }
    // ANCHOR_END: acquire
}

// ANCHOR: release
impl<T> Drop for ReadGuard<'_, T> {
    fn drop(&mut self) {
        // Release: pairs with the exchange of the next writer.
        if self.lock.state.fetch_sub(1, Release) == 1 {
            futex::wake_all(&self.lock.state);
        }
    }
}

impl<T> Drop for WriteGuard<'_, T> {
    fn drop(&mut self) {
        // Release: pairs with the exchange of the next thread, reader or writer.
        self.lock.state.swap(FREE, Release);
        futex::wake_all(&self.lock.state);
    }
}
// ANCHOR_END: release

impl<T> Deref for ReadGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: while this guard exists, no writer holds the lock, so all references to the value are shared.
        unsafe { &*self.lock.data.get_shared() }
    }
}

impl<T> Deref for WriteGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this is the only guard; and while this `&` exists, it returns no `&mut`.
        unsafe { &*self.lock.data.get_shared() }
    }
}

impl<T> DerefMut for WriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this is the only guard, and it is borrowed mutably.
        unsafe { &mut *self.lock.data.get() }
    }
}
