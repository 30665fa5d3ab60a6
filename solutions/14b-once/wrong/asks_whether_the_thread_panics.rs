//! rejected: assertion — takes any panic of its thread for one of the action
//! by: an_action_that_ends_while_a_thread_panics_counts

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};
use interleave::thread;

#[derive(Default)]
pub struct Once {
    state: AtomicU32,
}

struct End<'a>(&'a AtomicU32);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(if thread::panicking() { 0 } else { 2 }, Release);
        futex::wake_all(self.0);
    }
}

impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        loop {
            match self.state.load(Acquire) {
                2 => return,
                0 => {
                    if self.state.compare_exchange(0, 1, Acquire, Acquire).is_ok() {
                        break;
                    }
                }
                _ => futex::wait(&self.state, 1),
            }
        }
        let _end = End(&self.state);
        action();
    }

    pub fn is_completed(&self) -> bool {
        self.state.load(Acquire) == 2
    }
}
