//! rejected: assertion — a thread that was just served goes before those that wait
//! by: at_most_one_holds_the_lock_when_both_come_twice, the_order_is_kept_when_the_numbers_wrap, threads_acquire_in_the_order_of_their_tickets

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
    last: interleave::sync::atomic::AtomicU64,
}

impl TicketLock {
    /// A free lock, whose first ticket has this number. Keep it: a roll of tickets is not always new.
    pub fn starting_at(number: u32) -> Self {
        TicketLock {
            next: AtomicU32::new(number),
            serving: AtomicU32::new(number),
            last: interleave::sync::atomic::AtomicU64::new(0),
        }
    }

    /// Waits for its turn, and takes the lock.
    pub fn acquire(&self) {
        let me = interleave::thread::current().number().get();
        let now = self.serving.load(Acquire);
        if self.last.load(Relaxed) == me
            && self.next.load(Relaxed) != now
            && self.serving.compare_exchange(now, now.wrapping_sub(1), Acquire, Relaxed).is_ok()
        {
            return;
        }
        // Relaxed: no two threads get the same ticket, because adding is one step. It wraps round, as `release` does.
        let ticket = self.next.fetch_add(1, Relaxed);
        // Not `<`: after the last number comes 0.
        // Acquire: pairs with the addition in `release`.
        while self.serving.load(Acquire) != ticket {
            hint::spin_loop();
        }
        self.last.store(interleave::thread::current().number().get(), Relaxed);
    }

    /// Frees the lock, for the one who is next. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the load in `acquire`.
        self.serving.fetch_add(1, Release);
    }
}
