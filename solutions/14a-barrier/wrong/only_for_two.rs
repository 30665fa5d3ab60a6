//! rejected: assertion — every second thread opens the barrier
//! by: a_thread_that_has_to_wait_sleeps, fifteen_threads_meet_once, four_threads_meet_again, three_threads_meet_300_times, three_threads_meet_again, three_threads_meet_once

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
    /// How many rounds are over.
    round: u64,
}

impl Barrier {
    /// A barrier for so many threads, which is 1 or more.
    pub fn new(threads: usize) -> Self {
        let state = Mutex::new(State { arrived: 0, round: 0 });
        Barrier { threads, state, all_here: Condvar::new() }
    }

    /// Waits until all threads have come. One of them runs its action before any goes on, and gets `true`.
    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mut state = self.state.lock().unwrap();
        state.arrived += 1;
        if state.arrived == self.threads.min(2) {
            action();
            state.arrived = 0;
            state.round += 1;
            self.all_here.notify_all();
            return true;
        }
        let round = state.round;
        while state.round == round {
            state = self.all_here.wait(state).unwrap();
        }
        false
    }
}
