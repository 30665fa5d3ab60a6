//! right: three states on a futex

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::{Acquire, Relaxed, Release}};

const NEW: u32 = 0;
const RUNNING: u32 = 1;
const DONE: u32 = 2;

/// Something that is done once, by the first thread that needs it.
#[derive(Default)]
pub struct Once(AtomicU32);

/// Says what has become of the action, also if it panics.
struct Ends<'a>(&'a AtomicU32, u32);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(self.1, Release);
        futex::wake_all(self.0);
    }
}

impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        while !self.is_completed() {
            if self.0.compare_exchange(NEW, RUNNING, Acquire, Relaxed).is_ok() {
                let mut ends = Ends(&self.0, NEW);
                action();
                ends.1 = DONE;
                return;
            }
            futex::wait(&self.0, RUNNING);
        }
    }

    pub fn is_completed(&self) -> bool {
        self.0.load(Acquire) == DONE
    }
}
