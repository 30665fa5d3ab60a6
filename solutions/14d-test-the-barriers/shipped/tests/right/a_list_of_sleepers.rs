//! A thread that has to wait puts itself on a list and parks, and the last to come unparks all on the list.

use interleave::sync::Mutex;
use interleave::thread::{self, Thread};

pub struct Barrier {
    threads: usize,
    state: Mutex<State>,
}

struct State {
    asleep: Vec<Thread>,
    round: u64,
}

impl Barrier {
    pub fn new(threads: usize) -> Self {
        Barrier { threads, state: Mutex::new(State { asleep: Vec::new(), round: 0 }) }
    }

    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mut state = self.state.lock().unwrap();
        if state.asleep.len() + 1 == self.threads {
            action();
            state.round += 1;
            state.asleep.drain(..).for_each(|thread| thread.unpark());
            return true;
        }
        state.asleep.push(thread::current());
        let round = state.round;
        while state.round == round {
            drop(state);
            thread::park();
            state = self.state.lock().unwrap();
        }
        false
    }
}
