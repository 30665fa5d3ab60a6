//! rejected: lost_wakeup — waits for a greater number, and after 255 comes 0
//! by: three_threads_meet_300_times, two_threads_meet_300_times

use interleave::sync::{Condvar, Mutex};

struct State {
    arrived: usize,
    over: u8,
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
            state: Mutex::new(State { arrived: 0, over: 0 }),
            all_here: Condvar::new(),
        }
    }

    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mut state = self.state.lock().unwrap();
        state.arrived += 1;
        if state.arrived == self.threads {
            action();
            state.arrived = 0;
            state.over = state.over.wrapping_add(1);
            self.all_here.notify_all();
            return true;
        }
        let mine = state.over;
        drop(self.all_here.wait_while(state, |state| state.over <= mine).unwrap());
        false
    }
}
