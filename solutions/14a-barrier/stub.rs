//! A barrier at which threads meet, which works for one round.

use interleave::sync::{Condvar, Mutex};

/// Threads meet here: none goes on before all of them have arrived.
pub struct Barrier {
    threads: usize,
    /// How many threads have arrived in this round.
    // TODO: what else does a thread have to know?
    arrived: Mutex<usize>,
    all_here: Condvar,
}

impl Barrier {
    /// A barrier for so many threads, which is 1 or more.
    pub fn new(threads: usize) -> Self {
        Barrier { threads, arrived: Mutex::new(0), all_here: Condvar::new() }
    }

    /// Waits until all threads have arrived. One of them runs its action before any goes on, and gets `true`.
    // TODO: no thread may go on sleeping once its round is over.
    // TODO: the action is too late.
    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mut arrived = self.arrived.lock().unwrap();
        *arrived += 1;
        if *arrived == self.threads {
            *arrived = 0;
            self.all_here.notify_all();
            drop(arrived);
            action();
            return true;
        }
        while *arrived != 0 {
            arrived = self.all_here.wait(arrived).unwrap();
        }
        false
    }
}
