//! right: 64-bit numbers, which never wrap

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that lets threads in as they come.
pub struct TicketLock {
    /// The number on the next ticket.
    next: AtomicU64,
    /// The number on the board: the thread with this ticket may go in.
    serving: AtomicU64,
}

impl TicketLock {
    /// A free lock whose first ticket has this number. Keep this function: a roll of tickets isn't always new.
    pub fn starting_at(number: u32) -> Self {
        TicketLock { next: AtomicU64::new(number.into()), serving: AtomicU64::new(number.into()) }
    }

    /// Waits for its turn, and takes the lock.
    pub fn acquire(&self) {
        // Relaxed: no two threads get the same ticket, because adding is one step. It wraps round, as `release` does.
        let ticket = self.next.fetch_add(1, Relaxed);
        // Not `<`: after the last number comes 0.
        // Acquire: pairs with the addition in `release`.
        while self.serving.load(Acquire) != ticket {
            hint::spin_loop();
        }
    }

    /// Releases the lock to the thread that is next. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the load in `acquire`.
        self.serving.fetch_add(1, Release);
    }
}
