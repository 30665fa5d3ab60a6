//! rejected: search — each look draws another ticket, and the numbers that were skipped are never called
//! by: a_waiting_thread_only_loads (assertion), at_most_one_holds_the_lock_when_both_come_twice, at_most_one_of_three_holds_the_lock, at_most_one_thread_holds_the_lock, every_failed_look_is_followed_by_a_hint

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that lets threads in as they come.
pub struct TicketLock {
    /// The number on the next ticket.
    next: AtomicU32,
    /// The number on the board: whoever has this ticket may go in.
    serving: AtomicU32,
}

impl TicketLock {
    /// A free lock, whose first ticket has this number. Keep it: a roll of tickets is not always new.
    pub fn starting_at(number: u32) -> Self {
        TicketLock { next: AtomicU32::new(number), serving: AtomicU32::new(number) }
    }

    /// Waits for its turn, and takes the lock.
    pub fn acquire(&self) {
        // Relaxed: no two threads get the same ticket, because adding is one step. It wraps round, as `release` does.
        // x
        // Not `<`: after the last number comes 0.
        // Acquire: pairs with the addition in `release`.
        while self.serving.load(Acquire) != self.next.fetch_add(1, Relaxed) {
            hint::spin_loop();
        }
    }

    /// Frees the lock, for the one who is next. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the load in `acquire`.
        self.serving.fetch_add(1, Release);
    }
}
