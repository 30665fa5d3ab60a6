//! rejected: spin — one board for all counters
//! by: two_locks_are_independent

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

static NEXT: AtomicU32 = AtomicU32::new(0);
static SERVING: AtomicU32 = AtomicU32::new(0);

pub struct TicketLock {}

impl TicketLock {
    pub fn starting_at(number: u32) -> Self {
        NEXT.store(number, Relaxed);
        SERVING.store(number, Relaxed);
        TicketLock {}
    }

    pub fn acquire(&self) {
        let ticket = NEXT.fetch_add(1, Relaxed);
        while SERVING.load(Acquire) != ticket {
            hint::spin_loop();
        }
    }

    pub fn release(&self) {
        SERVING.fetch_add(1, Release);
    }
}
