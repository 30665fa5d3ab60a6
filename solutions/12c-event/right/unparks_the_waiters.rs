//! right: a list of the threads that wait, which are unparked

use interleave::sync::atomic::{AtomicBool, Ordering::SeqCst};
use interleave::sync::{Arc, Mutex};
use interleave::thread::{self, Thread};

/// A flag that is set and cleared, and that threads wait for.
#[derive(Default)]
pub struct Event {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    is_set: bool,
    waiting: Vec<(Thread, Arc<AtomicBool>)>,
}

impl Event {
    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = true;
        for (thread, may_go) in state.waiting.drain(..) {
            may_go.store(true, SeqCst);
            thread.unpark();
        }
    }

    pub fn clear(&self) {
        self.state.lock().unwrap().is_set = false;
    }

    pub fn is_set(&self) -> bool {
        self.state.lock().unwrap().is_set
    }

    pub fn wait(&self) {
        let mut state = self.state.lock().unwrap();
        if state.is_set {
            return;
        }
        let may_go = Arc::new(AtomicBool::new(false));
        state.waiting.push((thread::current(), Arc::clone(&may_go)));
        drop(state);
        while !may_go.load(SeqCst) {
            thread::park();
        }
    }
}
