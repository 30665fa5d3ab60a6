//! A right lock, in a file with the name of a wrong one: a test that reads file names meets it.

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
        loop {
            {
                let me = thread::current().id();
                let mut state = self.state.lock().unwrap();
                if state.holder == Some(me) {
                    return true;
                }
                if start.elapsed() >= limit {
                    state.waiting.retain(|thread| thread.id() != me);
                    return false;
                }
            }
            // It may have become later since.
            thread::park_timeout(limit.saturating_sub(start.elapsed()));
        }
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
