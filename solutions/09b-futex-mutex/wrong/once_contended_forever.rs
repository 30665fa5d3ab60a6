//! rejected: assertion — after the first rush it rings every time, and before it a sleeper may be missed
//! by: no_wake_is_needed_after_the_contention, the_lock_passes_on_what_was_done_under_it (lost_wakeup)

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, SeqCst},
};

const UNLOCKED: u32 = 0;
const LOCKED: u32 = 1;

#[derive(Default)]
pub struct FutexLock {
    state: AtomicU32,
    rush: AtomicU32,
}

impl FutexLock {
    pub fn acquire(&self) {
        while self.state.swap(LOCKED, Acquire) == LOCKED {
            self.rush.store(1, SeqCst);
            futex::wait(&self.state, LOCKED);
        }
    }

    pub fn release(&self) {
        self.state.swap(UNLOCKED, SeqCst);
        if self.rush.load(SeqCst) == 1 {
            futex::wake_one(&self.state);
        }
    }
}
