//! A condvar that makes no system call if no thread waits. It's right; what a test believed about it wasn't.

use crate::futex;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};
use crate::sync::{Mutex, MutexGuard};

// ANCHOR: condvar
/// A condvar that knows how many threads wait.
#[derive(Default)]
pub struct Condvar {
    waiters: AtomicU32,
    /// How many notifications there were.
    count: AtomicU32,
}

impl Condvar {
    /// Releases the mutex, sleeps until a notification, and acquires the mutex again.
    pub fn wait<'a, T>(&self, mutex: &'a Mutex<T>, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
        // Relaxed, all of them: the mutex orders them, for a thread that holds it
        // before it notifies.
        self.waiters.fetch_add(1, Relaxed);
        let count = self.count.load(Relaxed);
        drop(guard);
        futex::wait(&self.count, count);
        self.waiters.fetch_sub(1, Relaxed);
        mutex.lock().unwrap()
    }

    /// Wakes one thread that waits, if there is one.
    pub fn notify_one(&self) {
        if self.waiters.load(Relaxed) == 0 {
            return;
        }
        self.count.fetch_add(1, Relaxed);
        futex::wake_one(&self.count);
    }
}
// ANCHOR_END: condvar
