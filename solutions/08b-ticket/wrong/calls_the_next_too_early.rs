//! rejected: assertion — a thread that goes in calls the next one at once
//! by: at_most_one_holds_the_lock_when_both_come_twice, at_most_one_of_three_holds_the_lock, at_most_one_thread_holds_the_lock, the_order_is_kept_when_the_numbers_wrap, threads_acquire_in_the_order_of_their_tickets

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
        self.serving.fetch_add(1, Release);
    }

    pub fn release(&self) {}
}
