//! rejected: assertion — right but poor: it watches the board without telling the processor that it waits
//! by: every_failed_look_is_followed_by_a_hint

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
        while self.serving.load(Acquire) != ticket {}
    }

    pub fn release(&self) {
        self.serving.fetch_add(1, Release);
    }
}
