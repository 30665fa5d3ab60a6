//! right: the count is an atomic, and a second number is the futex

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, AtomicUsize, Ordering::{AcqRel, Acquire, Relaxed, Release}};

/// Closed until it has been counted down, and open from then on.
pub struct Latch {
    missing: AtomicUsize,
    is_open: AtomicU32,
}

impl Latch {
    pub fn new(count: usize) -> Self {
        Latch {
            missing: AtomicUsize::new(count),
            is_open: AtomicU32::new(u32::from(count == 0)),
        }
    }

    pub fn count_down(&self) {
        let less = |missing: usize| missing.checked_sub(1);
        if self.missing.fetch_update(AcqRel, Relaxed, less) == Ok(1) {
            self.is_open.store(1, Release);
            futex::wake_all(&self.is_open);
        }
    }

    pub fn is_open(&self) -> bool {
        self.is_open.load(Acquire) == 1
    }

    pub fn wait(&self) {
        while !self.is_open() {
            futex::wait(&self.is_open, 0);
        }
    }
}
