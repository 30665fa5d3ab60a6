//! rejected: lost_wakeup — a thread that gives up is still in the queue
//! by: a_limit_of_zero_never_waits (assertion), a_lock_that_is_handed_over_is_not_handed_back (assertion), a_thread_holds_the_lock_exactly_if_it_says_so (assertion), a_thread_that_gave_up_can_come_again (assertion), a_thread_that_gives_up_takes_no_turn_from_another, a_thread_that_is_late_gives_up_in_peace (assertion), a_thread_with_a_limit_keeps_its_place_whatever_wakes_it, the_others_keep_their_places

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
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                return false;
            }
            thread::park_timeout(left);
        }
        true
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
