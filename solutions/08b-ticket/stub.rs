//! A lock with numbered tickets. A thread takes its ticket only when it goes in.

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that should let threads in in the order in which they arrive.
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
    // TODO: a thread should take a ticket at once, and then wait for its number.
    pub fn acquire(&self) {
        loop {
            let serving = self.serving.load(Acquire);
            let after = serving.wrapping_add(1);
            // The ticket is taken only if it's the one on the board.
            if self.next.compare_exchange(serving, after, Relaxed, Relaxed).is_ok() {
                return;
            }
            hint::spin_loop();
        }
    }

    /// Releases the lock to the thread that is next. Only its holder may call this.
    pub fn release(&self) {
        self.serving.fetch_add(1, Release);
    }
}
