//! The count of arrivals hands nothing on to the leader.

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32, AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};

/// Threads meet here: none goes on before all of them have come.
pub struct Barrier {
    threads: usize,
    arrived: AtomicUsize,
    round: AtomicU32,
}

impl Barrier {
    pub fn new(threads: usize) -> Self {
        Barrier { threads, arrived: AtomicUsize::new(0), round: AtomicU32::new(0) }
    }

    pub fn wait(&self, action: impl FnOnce()) -> bool {
        // It cannot change before this thread has come.
        let round = self.round.load(Acquire);
        if self.arrived.fetch_add(1, Relaxed) + 1 == self.threads {
            action();
            // Relaxed: published by the next line.
            self.arrived.store(0, Relaxed);
            self.round.fetch_add(1, Release);
            futex::wake_all(&self.round);
            return true;
        }
        while self.round.load(Acquire) == round {
            futex::wait(&self.round, round);
        }
        false
    }
}
