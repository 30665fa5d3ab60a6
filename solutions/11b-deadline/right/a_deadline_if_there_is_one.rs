//! right: the deadline is an instant, or none if no clock will show it

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
        let deadline = Instant::now().checked_add(limit);
        if self.acquire_or_join() {
            return true;
        }
        loop {
            let left = deadline.map_or(Duration::MAX, |deadline| {
                deadline.saturating_duration_since(Instant::now())
            });
            if self.still_waits(left.is_zero()) {
                thread::park_timeout(left);
            } else {
                return self.is_mine();
            }
        }
    }

    fn still_waits(&self, time_is_up: bool) -> bool {
        let me = thread::current().id();
        let mut state = self.state.lock().unwrap();
        if time_is_up {
            state.waiting.retain(|thread| thread.id() != me);
        }
        !time_is_up && state.holder != Some(me)
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
