//! Stage 2: a barrier that counts its rounds.

use crate::sync::{Condvar, Mutex};

/// Threads meet here: none goes on before all of them have arrived.
pub struct Barrier {
    threads: usize,
    state: Mutex<State>,
    all_here: Condvar,
}

// ANCHOR: state
struct State {
    /// How many threads have arrived in this round.
    arrived: usize,
    /// How many rounds are over.
    generation: usize,
}
// ANCHOR_END: state

impl Barrier {
    /// A barrier for `threads` threads.
    pub fn new(threads: usize) -> Self {
        let state = Mutex::new(State { arrived: 0, generation: 0 });
        Barrier { threads, state, all_here: Condvar::new() }
    }

    // ANCHOR: wait
    /// Waits until all threads have arrived. Returns `true` in one of them.
    pub fn wait(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        state.arrived += 1;
        if state.arrived == self.threads {
            state.arrived = 0;
            state.generation = state.generation.wrapping_add(1);
            self.all_here.notify_all();
            return true;
        }
        let mine = state.generation;
        while state.generation == mine {
            state = self.all_here.wait(state).unwrap();
        }
        false
    }
    // ANCHOR_END: wait
}
