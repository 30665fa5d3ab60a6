//! rejected: assertion — the roll starts at 0, whatever its first number, and the board does not
//! by: nor_are_they_when_they_come_again, after_the_last_ticket_the_roll_begins_anew, nobody_is_lost_where_the_roll_begins_anew, each_counter_has_a_queue_of_its_own

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
        TicketLock { next: AtomicU32::new(0), serving: AtomicU32::new(number) }
    }

    pub fn acquire(&self) {
        let ticket = self.next.fetch_add(1, Relaxed);
        while self.serving.load(Acquire) != ticket {
            hint::spin_loop();
        }
    }

    pub fn release(&self) {
        self.serving.fetch_add(1, Release);
    }
}
