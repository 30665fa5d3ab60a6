//! rejected: data_race — only the last call's work is visible after `wait`
//! by: a_thread_that_finds_it_open_sees_what_was_done_before, a_waiter_goes_on_when_all_have_counted_down, every_waiter_goes_on

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32, AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};

pub struct Latch {
    count: AtomicUsize,
    open: AtomicU32,
}

impl Latch {
    pub fn new(count: usize) -> Self {
        Latch { count: AtomicUsize::new(count), open: AtomicU32::new(u32::from(count == 0)) }
    }

    pub fn count_down(&self) {
        if self.count.fetch_update(Release, Relaxed, |count| count.checked_sub(1)) == Ok(1) {
            self.open.store(1, Release);
            futex::wake_all(&self.open);
        }
    }

    pub fn is_open(&self) -> bool {
        self.open.load(Acquire) == 1
    }

    pub fn wait(&self) {
        while !self.is_open() {
            futex::wait(&self.open, 0);
        }
    }
}
