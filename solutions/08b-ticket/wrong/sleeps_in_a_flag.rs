//! rejected: assertion — at most one is inside, and the order of tickets is forgotten
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
        self.next.fetch_add(1, Relaxed);
        while self.serving.swap(1, Acquire) == 1 {
            while self.serving.load(Relaxed) == 1 {
                hint::spin_loop();
            }
        }
    }

    pub fn release(&self) {
        self.serving.store(0, Release);
    }
}
