//! rejected: assertion — both numbers in one atomic, and the last ticket carries into the other half
//! by: a_thread_that_comes_again_after_the_wrap_acquires (spin), at_most_one_holds_the_lock_when_both_come_twice (spin), the_first_ticket_is_the_number_given_to_starting_at (spin), the_order_is_kept_when_the_numbers_wrap

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
    /// A free lock, whose first ticket has this number. Keep it: a roll of tickets is not always new.
    pub fn starting_at(number: u32) -> Self {
        let number = u64::from(number);
        TicketLock { numbers: AtomicU64::new(number * SERVING + number) }
    }

    /// Waits for its turn, and takes the lock.
    pub fn acquire(&self) {
        let ticket = self.numbers.fetch_add(1, Relaxed) as u32;
        // Acquire: pairs with the addition in `release`.
        while (self.numbers.load(Acquire) >> 32) as u32 != ticket {
            hint::spin_loop();
        }
    }

    /// Frees the lock, for the one who is next. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the load in `acquire`. The last number drops out at the top.
        self.numbers.fetch_add(SERVING, Release);
    }
}
