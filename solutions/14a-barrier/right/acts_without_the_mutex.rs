//! right: the action runs without the mutex, while all the others can only wait

use interleave::sync::{Condvar, Mutex};

pub struct Barrier {
    threads: usize,
    state: Mutex<(usize, bool)>,
    all_here: Condvar,
}

impl Barrier {
    pub fn new(threads: usize) -> Self {
        Barrier { threads, state: Mutex::new((0, false)), all_here: Condvar::new() }
    }

    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mut state = self.state.lock().unwrap();
        state.0 += 1;
        if state.0 == self.threads {
            drop(state);
            action();
            let mut state = self.state.lock().unwrap();
            state.0 = 0;
            state.1 = !state.1;
            drop(state);
            self.all_here.notify_all();
            return true;
        }
        let mine = state.1;
        while state.1 == mine {
            state = self.all_here.wait(state).unwrap();
        }
        false
    }
}
