//! A latch that opens after so many calls, and doesn't always stay open.

use interleave::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use interleave::sync::{Condvar, Mutex};

/// Closed until it has been counted down, and open from then on.
pub struct Latch {
    count: AtomicUsize,
    mutex: Mutex<()>,
    opened: Condvar,
}

impl Latch {
    /// A latch that opens when `count_down` has been called so many times.
    pub fn new(count: usize) -> Self {
        Latch { count: AtomicUsize::new(count), mutex: Mutex::new(()), opened: Condvar::new() }
    }

    /// Counts down by one. Does nothing if the latch is open.
    // TODO: what if the count is 0? And does a thread that is about to sleep hear of it?
    pub fn count_down(&self) {
        self.count.fetch_sub(1, Relaxed);
        self.opened.notify_one();
    }

    /// Whether the latch is open.
    // TODO: what is visible to a thread that has seen it open?
    pub fn is_open(&self) -> bool {
        self.count.load(Relaxed) == 0
    }

    /// Sleeps until the latch is open.
    // TODO: is it open when the thread wakes up?
    pub fn wait(&self) {
        let guard = self.mutex.lock().unwrap();
        if !self.is_open() {
            drop(self.opened.wait(guard));
        }
    }
}
