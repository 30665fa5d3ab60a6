//! rejected: assertion — right but unfair: it draws a ticket only when it can go in, with fewer steps
//! by: every_failed_look_is_followed_by_a_hint, the_order_is_kept_when_the_numbers_wrap, threads_acquire_in_the_order_of_their_tickets

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
        let mut serving = self.serving.load(Acquire);
        while self
            .next
            .compare_exchange(serving, serving.wrapping_add(1), Acquire, Relaxed)
            .is_err()
        {
            while self.next.load(Relaxed) != self.serving.load(Relaxed) {
                hint::spin_loop();
            }
            serving = self.serving.load(Acquire);
        }
    }

    pub fn release(&self) {
        self.serving.fetch_add(1, Release);
    }
}
