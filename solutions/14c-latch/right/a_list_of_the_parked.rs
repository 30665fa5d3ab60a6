//! right: each waiter leaves its handle, and parks until it finds the latch open

use interleave::sync::Mutex;
use interleave::thread::{self, Thread};

struct State {
    missing: usize,
    waiting: Vec<Thread>,
}

pub struct Latch {
    state: Mutex<State>,
}

impl Latch {
    pub fn new(count: usize) -> Self {
        Latch { state: Mutex::new(State { missing: count, waiting: Vec::new() }) }
    }

    pub fn count_down(&self) {
        let mut state = self.state.lock().unwrap();
        state.missing = state.missing.saturating_sub(1);
        if state.missing == 0 {
            let waiting = std::mem::take(&mut state.waiting);
            drop(state);
            waiting.iter().for_each(Thread::unpark);
        }
    }

    pub fn is_open(&self) -> bool {
        self.state.lock().unwrap().missing == 0
    }

    pub fn wait(&self) {
        {
            let mut state = self.state.lock().unwrap();
            if state.missing == 0 {
                return;
            }
            state.waiting.push(thread::current());
        }
        while !self.is_open() {
            thread::park();
        }
    }
}
