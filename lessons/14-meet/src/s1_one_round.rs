//! Stage 1: a barrier that is right for one round.

use crate::sync::{Condvar, Mutex};

// ANCHOR: barrier
/// Threads meet here: none goes on before all of them have arrived.
pub struct Barrier {
    threads: usize,
    arrived: Mutex<usize>,
    all_here: Condvar,
}

impl Barrier {
    /// Waits until all threads have arrived. Returns `true` in one of them.
    pub fn wait(&self) -> bool {
        let mut arrived = self.arrived.lock().unwrap();
        *arrived += 1;
        if *arrived == self.threads {
            // The last one starts the count again for the next round, and wakes the others.
            *arrived = 0;
            self.all_here.notify_all();
            return true;
        }
        while *arrived != 0 {
            arrived = self.all_here.wait(arrived).unwrap();
        }
        false
    }
}
// ANCHOR_END: barrier

impl Barrier {
    /// A barrier for `threads` threads.
    pub fn new(threads: usize) -> Self {
        Barrier { threads, arrived: Mutex::new(0), all_here: Condvar::new() }
    }
}
