//! right: a list of the threads that wait, which are unparked

use interleave::sync::Mutex;
use interleave::thread::{self, Thread};

/// Closed until it has been counted down, and open from then on.
pub struct Latch(Mutex<(usize, Vec<Thread>)>);

impl Latch {
    pub fn new(count: usize) -> Self {
        Latch(Mutex::new((count, Vec::new())))
    }

    pub fn count_down(&self) {
        let mut state = self.0.lock().unwrap();
        state.0 = state.0.saturating_sub(1);
        if state.0 == 0 {
            state.1.drain(..).for_each(|thread| thread.unpark());
        }
    }

    pub fn is_open(&self) -> bool {
        self.0.lock().unwrap().0 == 0
    }

    pub fn wait(&self) {
        loop {
            let mut state = self.0.lock().unwrap();
            if state.0 == 0 {
                return;
            }
            state.1.push(thread::current());
            drop(state);
            thread::park();
        }
    }
}
