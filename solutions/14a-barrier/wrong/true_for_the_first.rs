//! rejected: assertion — the last to arrive runs its action, and the first gets `true`
//! by: fifteen_threads_meet_once, four_threads_meet_again, three_threads_meet_300_times, three_threads_meet_again, three_threads_meet_once, two_threads_meet_300_times, two_threads_meet_again_and_again, two_threads_meet_once

use interleave::sync::{Condvar, Mutex};

struct State {
    arrived: usize,
    round: usize,
}

pub struct Barrier {
    threads: usize,
    state: Mutex<State>,
    all_here: Condvar,
}

impl Barrier {
    pub fn new(threads: usize) -> Self {
        Barrier {
            threads,
            state: Mutex::new(State { arrived: 0, round: 0 }),
            all_here: Condvar::new(),
        }
    }

    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mut state = self.state.lock().unwrap();
        state.arrived += 1;
        let first = state.arrived == 1;
        if state.arrived == self.threads {
            action();
            state.arrived = 0;
            state.round = state.round.wrapping_add(1);
            self.all_here.notify_all();
            return first;
        }
        let mine = state.round;
        drop(self.all_here.wait_while(state, |state| state.round == mine).unwrap());
        first
    }
}
