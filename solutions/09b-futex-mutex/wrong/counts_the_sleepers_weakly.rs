//! rejected: lost_wakeup — the count may be read before the release is seen: two atomics need SeqCst
//! by: the_lock_passes_on_what_was_done_under_it

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

const UNLOCKED: u32 = 0;
const LOCKED: u32 = 1;

#[derive(Default)]
pub struct FutexLock {
    state: AtomicU32,
    asleep: AtomicU32,
}

impl FutexLock {
    pub fn acquire(&self) {
        while self.state.swap(LOCKED, Acquire) == LOCKED {
            self.asleep.fetch_add(1, Relaxed);
            futex::wait(&self.state, LOCKED);
            self.asleep.fetch_sub(1, Relaxed);
        }
    }

    pub fn release(&self) {
        self.state.store(UNLOCKED, Release);
        if self.asleep.load(Relaxed) > 0 {
            futex::wake_one(&self.state);
        }
    }
}
