//! rejected: spin — it draws with an exchange that may fail, and goes on with the number that it wanted
//! by: two_are_never_served_together, nor_are_they_when_they_come_again, nor_are_two_of_three, whoever_comes_again_after_the_last_ticket_is_served, each_counter_has_a_queue_of_its_own

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
        let ticket = self.next.load(Relaxed);
        let _ = self.next.compare_exchange_weak(ticket, ticket.wrapping_add(1), Relaxed, Relaxed);
        while self.serving.load(Acquire) != ticket {
            hint::spin_loop();
        }
    }

    pub fn release(&self) {
        self.serving.fetch_add(1, Release);
    }
}
