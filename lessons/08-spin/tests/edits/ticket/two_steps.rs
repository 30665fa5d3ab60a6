//! The ticket lock, whose tickets are taken in two steps.

use crate::hint;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that threads acquire in the order they take a ticket.
#[derive(Default)]
pub struct TicketLock {
    /// The number on the next ticket.
    next: AtomicU32,
    /// The number that is being served: its thread may hold the lock.
    serving: AtomicU32,
}

impl TicketLock {
    /// Takes a ticket, waits for its turn, and acquires the lock.
    pub fn acquire(&self) {
        let ticket = self.take_ticket();
        self.wait_for(ticket);
    }

    /// Takes a ticket. The order of the tickets is the order of the holders.
    pub fn take_ticket(&self) -> u32 {
        let ticket = self.next.load(Relaxed);
        self.next.store(ticket.wrapping_add(1), Relaxed);
        ticket
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
        // Two steps, but no other thread stores here while we hold the lock.
        // Relaxed: it's the number that this thread waited for.
        let mine = self.serving.load(Relaxed);
        // Release: pairs with the load in `wait_for`.
        self.serving.store(mine.wrapping_add(1), Release);
    }
}

impl TicketLock {
    /// A lock whose first ticket has this number, to see what happens after the last number.
    pub fn starting_at(number: u32) -> Self {
        TicketLock { next: AtomicU32::new(number), serving: AtomicU32::new(number) }
    }
}
