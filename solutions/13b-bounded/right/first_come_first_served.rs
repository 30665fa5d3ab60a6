//! right: waiters queue up, and the permits that come back are handed to the first of them

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::sync::mpsc::{Sender, channel};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

struct State {
    free: usize,
    out: usize,
    queue: VecDeque<Sender<()>>,
}

pub struct BoundedSemaphore(Mutex<State>);

impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore(Mutex::new(State { free: permits, out: 0, queue: VecDeque::new() }))
    }

    pub fn acquire(&self) {
        let mut state = self.0.lock().unwrap();
        if state.free > 0 {
            state.free -= 1;
            state.out += 1;
            return;
        }
        let (sender, receiver) = channel();
        state.queue.push_back(sender);
        drop(state);
        receiver.recv().unwrap();
    }

    pub fn try_acquire(&self) -> bool {
        let mut state = self.0.lock().unwrap();
        let is_free = state.free > 0;
        if is_free {
            state.free -= 1;
            state.out += 1;
        }
        is_free
    }

    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let mut state = self.0.lock().unwrap();
        if permits > state.out {
            return Err(OverRelease);
        }
        for permit in 0..permits {
            match state.queue.pop_front() {
                Some(waiter) => waiter.send(()).unwrap(),
                None => {
                    state.free += permits - permit;
                    state.out -= permits - permit;
                    break;
                }
            }
        }
        Ok(())
    }
}
