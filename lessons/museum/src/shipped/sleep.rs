//! A test of a condvar, which sleeps until the other thread must be waiting.

use std::time::Duration;

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
    // ANCHOR: wait
    /// What the thread does: it waits for one notification.
    pub fn wait(&self) {
        let arrived = self.arrived.lock().unwrap();
        drop(self.condvar.wait(&self.arrived, arrived));
    }

    /// What the test does.
    pub fn notify(&self) {
        // By then, the thread is waiting.
        thread::sleep(Duration::from_millis(100));
        self.condvar.notify_one();
    }
    // ANCHOR_END: wait
}
