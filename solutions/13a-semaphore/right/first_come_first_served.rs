//! right: waiters queue up, and a released permit is handed to the first of them

use std::collections::VecDeque;

use interleave::sync::atomic::{AtomicBool, Ordering::*};
use interleave::sync::{Arc, Mutex};
use interleave::thread::{self, Thread};

struct Waiter {
    thread: Thread,
    has_permit: AtomicBool,
}

struct State {
    free: usize,
    queue: VecDeque<Arc<Waiter>>,
}

pub struct Semaphore {
    state: Mutex<State>,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { state: Mutex::new(State { free: permits, queue: VecDeque::new() }) }
    }

    pub fn acquire(&self) {
        let mut state = self.state.lock().unwrap();
        if state.free > 0 {
            state.free -= 1;
            return;
        }
        let me = Arc::new(Waiter { thread: thread::current(), has_permit: AtomicBool::new(false) });
        state.queue.push_back(Arc::clone(&me));
        drop(state);
        while !me.has_permit.load(Acquire) {
            thread::park();
        }
    }

    pub fn try_acquire(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        let is_free = state.free > 0;
        if is_free {
            state.free -= 1;
        }
        is_free
    }

    pub fn release(&self, permits: usize) {
        let mut state = self.state.lock().unwrap();
        for permit in 0..permits {
            let Some(waiter) = state.queue.pop_front() else {
                state.free += permits - permit;
                return;
            };
            waiter.has_permit.store(true, Release);
            waiter.thread.unpark();
        }
    }
}
