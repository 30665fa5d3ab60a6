//! rejected: assertion — it begins with 0 whatever it is told, so no test sees what comes after the last number
//! by: the_first_ticket_is_the_number_given_to_starting_at

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
        let _ = number;
        TicketLock { next: AtomicU32::new(0), serving: AtomicU32::new(0) }
    }

    pub fn acquire(&self) {
        let ticket = self.next.fetch_add(1, Relaxed);
        while self.serving.load(Acquire) < ticket {
            hint::spin_loop();
        }
    }

    pub fn release(&self) {
        self.serving.fetch_add(1, Release);
    }
}
