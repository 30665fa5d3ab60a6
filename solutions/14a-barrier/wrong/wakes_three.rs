//! rejected: lost_wakeup — the last one wakes three of the others, however many there are
//! by: fifteen_threads_meet_once

use interleave::sync::{Condvar, Mutex};

struct State {
    arrived: usize,
    round: u64,
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
        let mut s = self.state.lock().unwrap();
        let mine = s.round;
        s.arrived += 1;
        if s.arrived == self.threads {
            action();
            s.arrived = 0;
            s.round = s.round.wrapping_add(1);
            self.all_here.notify_one();
            self.all_here.notify_one();
            self.all_here.notify_one();
            return true;
        }
        while s.round == mine {
            s = self.all_here.wait(s).unwrap();
        }
        false
    }
}
