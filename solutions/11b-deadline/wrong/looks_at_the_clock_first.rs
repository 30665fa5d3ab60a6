//! rejected: assertion — it gives up at its deadline although the lock was handed to it
//! by: a_lock_that_is_handed_over_is_not_handed_back, a_thread_holds_the_lock_exactly_if_it_says_so, a_thread_that_gave_up_can_come_again, a_thread_that_gives_up_takes_no_turn_from_another (lost wakeup), a_thread_that_is_late_gives_up_in_peace, a_turn_that_comes_at_the_deadline_is_taken, the_others_keep_their_places (lost wakeup)

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
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                let me = thread::current().id();
                self.state.lock().unwrap().waiting.retain(|thread| thread.id() != me);
                return false;
            }
            if self.is_mine() {
                return true;
            }
            thread::park_timeout(left);
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
