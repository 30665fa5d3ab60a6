//! rejected: assertion — milliseconds in a `u32` end after fifty days
//! by: a_thread_gives_up_exactly_at_its_deadline, the_longest_limit_waits_as_long_as_it_takes

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::thread::{self, Thread, ThreadId};
use interleave::time::{Duration, Instant};

/// A lock that one thread at a time can hold: first come, first served. Its holder must not acquire it again.
#[derive(Default)]
pub struct FairLock {
    /// Held for a few steps at a time, and never while a thread sleeps.
    state: Mutex<State>,
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
        while !self.is_mine() {
            thread::park();
        }
    }

    /// Waits for its turn as `acquire` does, but gives up after `limit`. Returns whether it acquired the lock.
    pub fn acquire_for(&self, limit: Duration) -> bool {
        let below = Duration::from_nanos(u64::from(limit.subsec_nanos() % 1_000_000));
        let limit = match limit {
            Duration::MAX => limit,
            _ => Duration::from_millis(u64::from(limit.as_millis() as u32)) + below,
        };
        let start = Instant::now();
        if self.acquire_or_join() {
            return true;
        }
        loop {
            if self.is_mine() {
                return true;
            }
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                return self.leave();
            }
            thread::park_timeout(left);
        }
    }

    /// Leaves the queue. Returns whether the lock was handed to the calling thread before.
    fn leave(&self) -> bool {
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

    /// Whether the calling thread holds the lock.
    fn is_mine(&self) -> bool {
        self.state.lock().unwrap().holder == Some(thread::current().id())
    }
}
