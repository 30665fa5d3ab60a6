//! rejected: lost_wakeup — one waiter is woken, and it need not be the one that holds the lock
//! by: a_thread_that_gives_up_takes_no_turn_from_another, a_thread_with_a_limit_keeps_its_place_whatever_wakes_it, the_others_keep_their_places

use std::collections::VecDeque;

use interleave::sync::{Condvar, Mutex};
use interleave::thread::{self, Thread, ThreadId};
use interleave::time::{Duration, Instant};

/// A lock that one thread at a time can hold: first come, first served. Its holder must not acquire it again.
#[derive(Default)]
pub struct FairLock {
    /// Held for a few steps at a time, and never while a thread sleeps.
    state: Mutex<State>,
    handed: Condvar,
}

#[derive(Default)]
struct State {
    /// The thread that holds the lock. `release` hands it to the first waiter, which may still be asleep.
    holder: Option<ThreadId>,
    /// The threads that wait, in the order in which they came.
    waiting: VecDeque<Thread>,
}

impl FairLock {
    /// Waits until it's the calling thread's turn, and acquires the lock.
    pub fn acquire(&self) {
        if self.acquire_or_join() {
            return;
        }
        let me = thread::current().id();
        let mut state = self.state.lock().unwrap();
        while state.holder != Some(me) {
            state = self.handed.wait(state).unwrap();
        }
    }

    /// Waits for its turn as `acquire` does, but gives up after `limit`. Returns whether it acquired the lock.
    pub fn acquire_for(&self, limit: Duration) -> bool {
        let start = Instant::now();
        if self.acquire_or_join() {
            return true;
        }
        let me = thread::current().id();
        let mut state = self.state.lock().unwrap();
        while state.holder != Some(me) {
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                state.waiting.retain(|thread| thread.id() != me);
                return false;
            }
            state = self.handed.wait_timeout(state, left).unwrap().0;
        }
        true
    }

    /// Releases the lock: hands it to the first thread in the queue, and wakes that thread.
    pub fn release(&self) {
        let mut state = self.state.lock().unwrap();
        let next = state.waiting.pop_front();
        state.holder = next.as_ref().map(Thread::id);
        drop(state);
        self.handed.notify_one();
    }

    /// Acquires the lock if it is free, or joins the queue. Returns whether it acquired the lock.
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
}
