//! rejected: assertion — each time round it draws another ticket, and nobody has the one that is called
//! by: whoever_comes_first_is_served_first, two_are_never_served_together, nor_are_they_when_they_come_again, nor_are_two_of_three, after_the_last_ticket_the_roll_begins_anew, nobody_is_lost_where_the_roll_begins_anew, whoever_waits_looks_at_the_board_and_does_nothing_else, a_loop_that_waits_tells_the_processor_so

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
        while self.serving.load(Acquire) != self.next.fetch_add(1, Relaxed) {
            hint::spin_loop();
        }
    }

    pub fn release(&self) {
        self.serving.fetch_add(1, Release);
    }
}
