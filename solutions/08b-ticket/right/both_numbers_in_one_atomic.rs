//! right: both numbers are halves of one `AtomicU64`

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};

/// One more on the board, in the upper half of the numbers.
const SERVING: u64 = 1 << 32;

/// A lock that lets threads in as they come.
pub struct TicketLock {
    /// The number on the next ticket, and in the upper half the number on the board.
    numbers: AtomicU64,
}

impl TicketLock {
    /// A free lock whose first ticket has this number. Keep this function: a roll of tickets isn't always new.
    pub fn starting_at(number: u32) -> Self {
        let number = u64::from(number);
        TicketLock { numbers: AtomicU64::new(number * SERVING + number) }
    }

    /// Waits for its turn, and takes the lock.
    pub fn acquire(&self) {
        let mut numbers = self.numbers.load(Relaxed);
        // An exchange, not an addition: the last number must not carry into the other half.
        while let Err(now) =
            self.numbers.compare_exchange(numbers, with_next(numbers), Relaxed, Relaxed)
        {
            numbers = now;
        }
        let ticket = numbers as u32;
        // Acquire: pairs with the addition in `release`.
        while (self.numbers.load(Acquire) >> 32) as u32 != ticket {
            hint::spin_loop();
        }
    }

    /// Releases the lock to the thread that is next. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the load in `acquire`. The last number drops out at the top.
        self.numbers.fetch_add(SERVING, Release);
    }
}

/// The numbers after a ticket was drawn.
fn with_next(numbers: u64) -> u64 {
    let next = (numbers as u32).wrapping_add(1);
    (numbers & !u64::from(u32::MAX)) | u64::from(next)
}
