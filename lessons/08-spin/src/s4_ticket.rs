//! Stage 4: who comes draws a number, and waits until it is called.

use crate::hint;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

// ANCHOR: ticket-lock
/// A lock that lets threads in as they come.
#[derive(Default)]
pub struct TicketLock {
    /// The number that the next one who comes will draw.
    next: AtomicU32,
    /// The number of the one who may be in.
    serving: AtomicU32,
}

impl TicketLock {
    /// Waits for its turn, and takes the lock.
    pub fn acquire(&self) {
        let ticket = self.draw();
        self.wait_for(ticket);
    }

    /// Draws a number. To draw one is to have come.
    pub fn draw(&self) -> u32 {
        // Relaxed: adding is one step, so no two threads get the same number.
        self.next.fetch_add(1, Relaxed)
    }

    /// Waits until this number is called.
    pub fn wait_for(&self, ticket: u32) {
        // Acquire: pairs with the store in `release`.
        while self.serving.load(Acquire) != ticket {
            hint::spin_loop();
        }
    }

    /// Calls the next number. Only the holder may call this.
    pub fn release(&self) {
        // Two steps, but nobody else writes this while we are in.
        // Relaxed: it is the number that we have waited for.
        let mine = self.serving.load(Relaxed);
        // Release: pairs with the load in `wait_for`.
        self.serving.store(mine.wrapping_add(1), Release);
    }
}
// ANCHOR_END: ticket-lock

impl TicketLock {
    /// A lock whose first ticket has this number, to see what happens after the last one.
    pub fn starting_at(number: u32) -> Self {
        TicketLock { next: AtomicU32::new(number), serving: AtomicU32::new(number) }
    }
}
