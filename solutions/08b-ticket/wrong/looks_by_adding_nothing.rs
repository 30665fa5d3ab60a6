//! rejected: assertion — right but poor: it looks at the board with a step that writes
//! by: a_waiting_thread_only_loads

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
        while self.serving.fetch_add(0, Acquire) != ticket {
            hint::spin_loop();
        }
    }

    pub fn release(&self) {
        self.serving.fetch_add(1, Release);
    }
}
