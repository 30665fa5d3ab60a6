//! rejected: assertion — every second look is repeated without a hint
//! by: every_failed_look_is_followed_by_a_hint

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
        let ticket = self.next.fetch_add(1, Relaxed);
        // Not `<`: after the last number comes 0.
        // Acquire: pairs with the addition in `release`.
        let mut n = 0;
        while self.serving.load(Acquire) != ticket {
            n += 1;
            if n % 2 == 0 {
                hint::spin_loop();
            }
        }
    }

    /// Frees the lock, for the one who is next. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the load in `acquire`.
        self.serving.fetch_add(1, Release);
    }
}
