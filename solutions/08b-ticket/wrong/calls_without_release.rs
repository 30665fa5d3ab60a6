//! rejected: data_race — a thread that is next may not see what was done at the counter
//! by: at_most_one_thread_holds_the_lock

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed},
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
        self.serving.store(mine.wrapping_add(1), Relaxed);
    }
}
