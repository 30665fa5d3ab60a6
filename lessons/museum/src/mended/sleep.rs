//! A test of a condvar, which asks if the other thread is waiting.

use crate::condvar::Condvar;
use crate::sync::Mutex;
use crate::thread;

/// What the test and the thread share.
#[derive(Default)]
pub struct Shared {
    arrived: Mutex<u32>,
    condvar: Condvar,
}

impl Shared {
    // ANCHOR: wait-mended
    /// What the thread does: it says that it's there, and waits for one notification.
    pub fn wait(&self) {
        let mut arrived = self.arrived.lock().unwrap();
        *arrived += 1;
        drop(self.condvar.wait(&self.arrived, arrived));
    }

    /// What the test does.
    pub fn notify(&self) {
        // A thread that has counted itself has released the mutex only to wait.
        while *self.arrived.lock().unwrap() != 1 {
            thread::yield_now();
        }
        self.condvar.notify_one();
    }
    // ANCHOR_END: wait-mended
}
