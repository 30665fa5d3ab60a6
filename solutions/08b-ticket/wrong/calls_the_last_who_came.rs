//! rejected: spin — the board shows the ticket that was drawn last, and those in between are never called
//! by: two_are_never_served_together, nor_are_they_when_they_come_again, nor_are_two_of_three

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
        let next = self.next.load(Relaxed);
        self.serving.store(next, Release);
    }
}
