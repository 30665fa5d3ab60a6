//! right: a second gate keeps newcomers out until the last has left

use interleave::sync::{Condvar, Mutex};

/// Threads meet here: none goes on before all of them have come.
pub struct Barrier {
    threads: usize,
    state: Mutex<State>,
    all_here: Condvar,
}

struct State {
    /// How many threads have come in this round.
    arrived: usize,
    /// How many threads of the last round have yet to leave.
    leaving: usize,
}

impl Barrier {
    /// A barrier for so many threads, which is 1 or more.
    pub fn new(threads: usize) -> Self {
        let state = Mutex::new(State { arrived: 0, leaving: 0 });
        Barrier { threads, state, all_here: Condvar::new() }
    }

    /// Waits until all threads have come. One of them runs its action before any goes on, and gets `true`.
    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let state = self.state.lock().unwrap();
        let mut state = self.all_here.wait_while(state, |state| state.leaving > 0).unwrap();
        state.arrived += 1;
        if state.arrived == self.threads {
            action();
            state.leaving = self.threads - 1;
            state.arrived = 0;
            self.all_here.notify_all();
            return true;
        }
        while state.leaving == 0 {
            state = self.all_here.wait(state).unwrap();
        }
        state.leaving -= 1;
        if state.leaving == 0 {
            self.all_here.notify_all();
        }
        false
    }
}
