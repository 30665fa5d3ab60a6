//! rejected: data_race — no ordering: what was done inside is not seen by the next
//! by: the_lock_passes_on_what_was_done_under_it

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

const UNLOCKED: u32 = 0;
const LOCKED: u32 = 1;
const CONTENDED: u32 = 2;

#[derive(Default)]
pub struct FutexLock {
    state: AtomicU32,
}

impl FutexLock {
    pub fn acquire(&self) {
        if self.state.compare_exchange(UNLOCKED, LOCKED, Relaxed, Relaxed).is_ok() {
            return;
        }
        while self.state.swap(CONTENDED, Relaxed) != UNLOCKED {
            futex::wait(&self.state, CONTENDED);
        }
    }

    pub fn release(&self) {
        if self.state.swap(UNLOCKED, Relaxed) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
