//! rejected: spin — the board stops at the last number
//! by: a_thread_that_comes_again_after_the_wrap_acquires, at_most_one_holds_the_lock_when_both_come_twice

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

pub struct TicketLock {
    next: AtomicU32,
    serving: AtomicU32,
}

impl TicketLock {
    pub fn starting_at(number: u32) -> Self {
        TicketLock { next: AtomicU32::new(number), serving: AtomicU32::new(number) }
    }

    pub fn acquire(&self) {
        let ticket = self.next.fetch_add(1, Relaxed);
        while self.serving.load(Acquire) != ticket {
            hint::spin_loop();
        }
    }

    pub fn release(&self) {
        let mine = self.serving.load(Relaxed);
        self.serving.store(mine.saturating_add(1), Release);
    }
}
