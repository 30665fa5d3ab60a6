//! rejected: assertion — takes an action that panics for one that ended, if its thread was panicking before
//! by: an_action_that_panics_while_a_thread_panics_does_not_count

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::*};
const IDLE: u32 = 0;
const RUNNING: u32 = 1;
const DONE: u32 = 2;
#[derive(Default)]
pub struct Once {
    state: AtomicU32,
}
struct Reset<'a>(&'a AtomicU32, bool);
impl Drop for Reset<'_> {
    fn drop(&mut self) {
        self.0.store(if interleave::thread::panicking() && !self.1 { IDLE } else { DONE }, Release);
        futex::wake_all(self.0);
    }
}
impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        if self.state.load(Acquire) == DONE {
            return;
        }
        loop {
            match self.state.compare_exchange(IDLE, RUNNING, Acquire, Acquire) {
                Ok(_) => {
                    let _reset = Reset(&self.state, interleave::thread::panicking());
                    action();
                    return;
                }
                Err(DONE) => return,
                Err(_) => futex::wait(&self.state, RUNNING),
            }
        }
    }
    pub fn is_completed(&self) -> bool {
        self.state.load(Acquire) == DONE
    }
}
