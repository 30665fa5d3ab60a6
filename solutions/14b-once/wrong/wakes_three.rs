//! rejected: lost_wakeup — the end of the action wakes three of the waiters, however many there are
//! by: fourteen_threads_that_wait_for_the_action_all_go_on

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::*};
const IDLE: u32 = 0;
const RUNNING: u32 = 1;
const DONE: u32 = 2;
#[derive(Default)]
pub struct Once {
    state: AtomicU32,
}
struct Reset<'a>(&'a AtomicU32, u32);
impl Drop for Reset<'_> {
    fn drop(&mut self) {
        self.0.store(self.1, Release);
        futex::wake_one(self.0);
        futex::wake_one(self.0);
        futex::wake_one(self.0);
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
                    let mut reset = Reset(&self.state, IDLE);
                    action();
                    reset.1 = DONE;
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
