//! A right barrier, in a file with the name of a wrong one: a test that reads file names meets it.

use interleave::sync::{Condvar, Mutex};

/// Threads meet here: none goes on before all of them have come.
pub struct Barrier {
    threads: usize,
    arrivals: Mutex<u64>,
    all_here: Condvar,
}

impl Barrier {
    /// A barrier for so many threads, which is 1 or more.
    pub fn new(threads: usize) -> Self {
        Barrier { threads, arrivals: Mutex::new(0), all_here: Condvar::new() }
    }

    /// Waits until all threads have come. One of them runs its action before any goes on, and gets `true`.
    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mut arrivals = self.arrivals.lock().unwrap();
        *arrivals += 1;
        let all_here = arrivals.next_multiple_of(self.threads as u64);
        // The count may grow only when the action is over: so it runs under the mutex.
        if *arrivals == all_here {
            action();
            self.all_here.notify_all();
            return true;
        }
        let has_to_wait = |arrivals: &mut u64| *arrivals < all_here;
        drop(self.all_here.wait_while(arrivals, has_to_wait).unwrap());
        false
    }
}
