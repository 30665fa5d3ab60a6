//! rejected: assertion — after a wakeup it sleeps past its deadline
//! by: a_thread_that_is_woken_in_between_gives_up_at_the_same_deadline, five_hundred_wakeups_do_not_move_the_deadline

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::thread::{self, Thread, ThreadId};
use interleave::time::{Duration, Instant};
#[derive(Default)]
pub struct FairLock {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    holder: Option<ThreadId>,
    waiting: VecDeque<Thread>,
}

impl FairLock {
    pub fn acquire(&self) {
        if self.acquire_or_join() {
            return;
        }
        while !self.is_mine() {
            thread::park();
        }
    }

    pub fn acquire_for(&self, limit: Duration) -> bool {
        let start = Instant::now();
        if self.acquire_or_join() {
            return true;
        }
        while !self.is_mine() {
            if start.elapsed() >= limit {
                return self.leave_or_keep();
            }
            thread::park_timeout(limit);
        }
        true
    }

    fn leave_or_keep(&self) -> bool {
        let me = thread::current().id();
        let mut state = self.state.lock().unwrap();
        state.waiting.retain(|thread| thread.id() != me);
        state.holder == Some(me)
    }

    /// Releases the lock: hands it to the first thread in the queue, and wakes that thread.
    pub fn release(&self) {
        let mut state = self.state.lock().unwrap();
        let next = state.waiting.pop_front();
        state.holder = next.as_ref().map(Thread::id);
        drop(state);
        if let Some(next) = next {
            next.unpark();
        }
    }
    fn acquire_or_join(&self) -> bool {
        let me = thread::current();
        let mut state = self.state.lock().unwrap();
        if state.holder.is_some() {
            state.waiting.push_back(me);
            return false;
        }
        state.holder = Some(me.id());
        true
    }
    fn is_mine(&self) -> bool {
        self.state.lock().unwrap().holder == Some(thread::current().id())
    }
}
