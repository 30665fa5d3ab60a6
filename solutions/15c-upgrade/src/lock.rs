//! A read-write lock with an upgrade. It is right as it is.

use std::ops::{Deref, DerefMut};

use interleave::cell::UnsafeCell;
use interleave::sync::{Condvar, Mutex};

/// A value that many threads may read, or one may write.
#[derive(Default)]
pub struct RwLock<T> {
    state: Mutex<State>,
    changed: Condvar,
    value: UnsafeCell<T>,
}

#[derive(Default)]
struct State {
    readers: usize,
    writing: bool,
}

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

// SAFETY: writers hand the value on from thread to thread, so it must be `Send`. Readers use it at the same time, each
// through a `&T`, so it must be `Sync` as well.
unsafe impl<T: Send + Sync> Sync for RwLock<T> {}

impl<T> RwLock<T> {
    /// Waits, asleep, while a writer holds the lock.
    #[track_caller]
    pub fn read(&self) -> ReadGuard<'_, T> {
        let state = self.state.lock().unwrap();
        self.changed.wait_while(state, |state| state.writing).unwrap().readers += 1;
        ReadGuard { lock: self }
    }

    /// Waits, asleep, while any thread holds the lock.
    #[track_caller]
    pub fn write(&self) -> WriteGuard<'_, T> {
        let state = self.state.lock().unwrap();
        let busy = |state: &mut State| state.writing || state.readers > 0;
        self.changed.wait_while(state, busy).unwrap().writing = true;
        WriteGuard { lock: self }
    }
}

impl<'a, T> ReadGuard<'a, T> {
    /// Waits, asleep, until there is no other reader, and writes from then on. No other thread writes in between.
    #[track_caller]
    pub fn upgrade(self) -> WriteGuard<'a, T> {
        let lock = self.lock;
        let state = lock.state.lock().unwrap();
        let mut state = lock.changed.wait_while(state, |state| state.readers > 1).unwrap();
        *state = State { readers: 0, writing: true };
        drop(state);
        std::mem::forget(self);
        WriteGuard { lock }
    }

    /// Writes from now on, if there is no other reader at the moment. Gives the guard back otherwise.
    ///
    /// # Errors
    ///
    /// There is another reader. The guard is in the error.
    pub fn try_upgrade(self) -> Result<WriteGuard<'a, T>, ReadGuard<'a, T>> {
        let lock = self.lock;
        let mut state = lock.state.lock().unwrap();
        if state.readers > 1 {
            drop(state);
            return Err(self);
        }
        *state = State { readers: 0, writing: true };
        drop(state);
        std::mem::forget(self);
        Ok(WriteGuard { lock })
    }
}

impl<T> Deref for ReadGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: while this guard exists, no thread writes.
        unsafe { &*self.lock.value.get_shared() }
    }
}

impl<T> Deref for WriteGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this is the only guard; and while this `&` exists, it returns no `&mut`.
        unsafe { &*self.lock.value.get_shared() }
    }
}

impl<T> DerefMut for WriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this is the only guard, and it is borrowed mutably.
        unsafe { &mut *self.lock.value.get() }
    }
}

impl<T> Drop for ReadGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.state.lock().unwrap().readers -= 1;
        self.lock.changed.notify_all();
    }
}

impl<T> Drop for WriteGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.state.lock().unwrap().writing = false;
        self.lock.changed.notify_all();
    }
}
