//! Stage 3: a mutex whose waiters are tasks, and let their thread go on.

use std::future;
use std::mem;
use std::ops::{Deref, DerefMut};
use std::task::{Context, Poll, Waker};

use super::bank;
use crate::sync::{Mutex, MutexGuard, TryLockError};

// ANCHOR: lock
/// A mutex that a task can wait for, and hold at an `.await`.
#[derive(Default)]
pub struct AsyncMutex<T> {
    value: Mutex<T>,
    /// Wakes the tasks that have found the mutex locked.
    waiting: Mutex<Vec<Waker>>,
}

impl<T> AsyncMutex<T> {
    /// Waits until the mutex is free, and locks it.
    pub async fn lock(&self) -> Guard<'_, T> {
        future::poll_fn(|context| self.poll_lock(context)).await
    }

    fn poll_lock(&self, context: &mut Context<'_>) -> Poll<Guard<'_, T>> {
        if let Some(guard) = self.try_lock() {
            return Poll::Ready(guard);
        }
        self.waiting.lock().unwrap().push(context.waker().clone());
        // It may have been released before this task was on the list: try once more.
        match self.try_lock() {
            Some(guard) => Poll::Ready(guard),
            None => Poll::Pending,
        }
    }
}

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        // Releases the mutex.
        self.value = None;
        // Wakes all of them: a single one might be dropped before it tries, and then the
        // others would sleep forever.
        let waiting = mem::take(&mut *self.lock.waiting.lock().unwrap());
        waiting.into_iter().for_each(Waker::wake);
    }
}
// ANCHOR_END: lock

impl<T> AsyncMutex<T> {
    /// A mutex that is free.
    pub fn new(value: T) -> Self {
        AsyncMutex { value: Mutex::new(value), waiting: Mutex::default() }
    }

    /// Locks the mutex if it is free. Ignores that a holder has panicked, as tokio's does.
    pub fn try_lock(&self) -> Option<Guard<'_, T>> {
        let value = match self.value.try_lock() {
            Ok(value) => value,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        Some(Guard { lock: self, value: Some(value) })
    }
}

/// While there is one, the mutex is locked.
pub struct Guard<'a, T> {
    lock: &'a AsyncMutex<T>,
    /// No thread ever waits for it: tasks only try.
    value: Option<MutexGuard<'a, T>>,
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.as_ref().expect("it's there until the guard is dropped")
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.value.as_mut().expect("it's there until the guard is dropped")
    }
}

// ANCHOR: held
/// Adds an amount to the total, once the bank agrees.
pub async fn add(total: &AsyncMutex<u32>, amount: u32) {
    let mut total = total.lock().await;
    bank::agrees(amount).await;
    *total += amount;
}
// ANCHOR_END: held

// ANCHOR: transfer
/// Moves an amount from one account to another, once the bank agrees.
pub async fn transfer(from: &AsyncMutex<u32>, to: &AsyncMutex<u32>, amount: u32) {
    let mut from = from.lock().await;
    bank::agrees(amount).await;
    let mut to = to.lock().await;
    *from -= amount;
    *to += amount;
}
// ANCHOR_END: transfer
