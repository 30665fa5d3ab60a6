//! right: a loop with a weak exchange draws the ticket, a fence acquires, and `release` stores

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
    fence,
};

/// A lock that lets threads in as they come.
pub struct TicketLock {
    /// The number on the next ticket.
    next: AtomicU32,
    /// The number on the board: the thread with this ticket may go in.
    serving: AtomicU32,
}

impl TicketLock {
    /// A free lock whose first ticket has this number. Keep this function: a roll of tickets isn't always new.
    pub fn starting_at(number: u32) -> Self {
        TicketLock { next: AtomicU32::new(number), serving: AtomicU32::new(number) }
    }

    /// Waits for its turn, and takes the lock.
    pub fn acquire(&self) {
        // Relaxed: no two threads get the same ticket, because drawing is one exchange. It wraps round, as `release` does.
        let mut ticket = self.next.load(Relaxed);
        while let Err(now) =
            self.next.compare_exchange_weak(ticket, ticket.wrapping_add(1), Relaxed, Relaxed)
        {
            ticket = now;
        }
        // Not `<`: after the last number comes 0.
        while self.serving.load(Relaxed) != ticket {
            hint::spin_loop();
        }
        // Acquire: pairs with the store in `release`.
        fence(Acquire);
    }

    /// Releases the lock to the thread that is next. Only its holder may call this.
    pub fn release(&self) {
        // Relaxed: only the holder stores here. Release: pairs with the fence in `acquire`.
        let serving = self.serving.load(Relaxed);
        self.serving.store(serving.wrapping_add(1), Release);
    }
}
