//! rejected: assertion — the roll goes up to the last number, the board only to the one before
//! by: nor_are_they_when_they_come_again (spin), after_the_last_ticket_the_roll_begins_anew, whoever_comes_again_after_the_last_ticket_is_served

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
        self.serving.store((mine + 1) % u32::MAX, Release);
    }
}
