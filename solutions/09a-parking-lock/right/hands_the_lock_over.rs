//! right: the lock stays taken, and is handed to the first on the list

use std::collections::VecDeque;

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use interleave::sync::{Arc, Mutex};
use interleave::thread::{self, Thread};

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct ParkingLock {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    busy: bool,
    list: VecDeque<Waiter>,
}

struct Waiter {
    thread: Thread,
    /// Set once the lock is this thread's.
    has_it: Arc<AtomicBool>,
}

impl ParkingLock {
    /// Sleeps until the lock is free, and takes it.
    pub fn acquire(&self) {
        let has_it = Arc::new(AtomicBool::new(false));
        {
            let mut state = self.state.lock().unwrap();
            if !state.busy {
                state.busy = true;
                return;
            }
            state.list.push_back(Waiter { thread: thread::current(), has_it: has_it.clone() });
        }
        // Acquire: pairs with the store in `release`.
        while !has_it.load(Acquire) {
            thread::park();
        }
    }

    /// Hands the lock to the first on the list, or frees it.
    pub fn release(&self) {
        let mut state = self.state.lock().unwrap();
        let Some(first) = state.list.pop_front() else {
            state.busy = false;
            return;
        };
        drop(state);
        // Release: pairs with the load in `acquire`.
        first.has_it.store(true, Release);
        first.thread.unpark();
    }
}
