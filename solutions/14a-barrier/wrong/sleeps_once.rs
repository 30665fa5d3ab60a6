//! rejected: assertion — a thread that was woken for nothing looks again and again
//! by: a_thread_that_is_woken_for_nothing_sleeps_again

use interleave::sync::{Condvar, Mutex};
use interleave::thread;

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
        if state.arrived == self.threads {
            action();
            state.arrived = 0;
            state.round = state.round.wrapping_add(1);
            self.all_here.notify_all();
            return true;
        }
        let mine = state.round;
        state = self.all_here.wait(state).unwrap();
        while state.round == mine {
            drop(state);
            thread::yield_now();
            state = self.state.lock().unwrap();
        }
        false
    }
}
