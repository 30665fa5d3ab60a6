//! Stage 10: a condvar is a number that counts notifications, and that threads can sleep on.

use crate::futex;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};
use crate::sync::{Mutex, MutexGuard};

// ANCHOR: condvar
/// A condvar that is made of a futex.
#[derive(Default)]
pub struct Condvar {
    /// How many notifications there were.
    count: AtomicU32,
}

impl Condvar {
    /// Releases `mutex`, which `guard` holds, sleeps until there is a notification, and acquires it again.
    pub fn wait<'a, T>(&self, mutex: &'a Mutex<T>, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
        // Relaxed: the mutex orders this load and a change of the data; an outdated count only ends the wait too soon.
        let count = self.count.load(Relaxed);
        drop(guard);
        futex::wait(&self.count, count);
        mutex.lock().unwrap()
    }

    /// Wakes one thread that waits.
    pub fn notify_one(&self) {
        // Relaxed: what the woken thread reads, it reads under the mutex.
        self.count.fetch_add(1, Relaxed);
        futex::wake_one(&self.count);
    }

    /// Wakes every thread that waits.
    pub fn notify_all(&self) {
        // Relaxed: as in `notify_one`.
        self.count.fetch_add(1, Relaxed);
        futex::wake_all(&self.count);
    }
}
// ANCHOR_END: condvar
