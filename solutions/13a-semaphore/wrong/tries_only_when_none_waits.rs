//! rejected: assertion — `try_acquire` gives up as soon as a thread waits, also if there are permits for both
//! by: one_waiter_leaves_the_second_permit_to_a_thread_that_tries

use interleave::sync::{Condvar, Mutex};

struct State { free: usize, waiting: usize }
pub struct Semaphore {
    state: Mutex<State>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { state: Mutex::new(State { free: permits, waiting: 0 }), released: Condvar::new() }
    }
    pub fn acquire(&self) {
        let mut s = self.state.lock().unwrap();
        s.waiting += 1;
        while s.free == 0 { s = self.released.wait(s).unwrap(); }
        s.waiting -= 1;
        s.free -= 1;
    }
    pub fn try_acquire(&self) -> bool {
        let mut s = self.state.lock().unwrap();
        if s.free == 0 || s.waiting > 0 { return false; }
        s.free -= 1;
        true
    }
    pub fn release(&self, permits: usize) {
        self.state.lock().unwrap().free += permits;
        self.released.notify_all();
    }
}
