//! rejected: lost_wakeup — the flag is an atomic that changes without the mutex
//! by: a_set_lets_no_thread_through_that_comes_after_the_next_clear, a_thread_that_is_let_through_sees_what_was_written_before_the_set, each_event_has_its_own_flag, every_thread_goes_through_in_the_end, no_thread_goes_through_before_the_event_is_set, setting_clearing_and_asking_always_do_their_work

use interleave::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};

/// A flag that is set and cleared, and that threads wait for.
#[derive(Default)]
pub struct Event {
    is_set: AtomicBool,
    times: AtomicU64,
    mutex: Mutex<()>,
    changed: Condvar,
}

impl Event {
    pub fn set(&self) {
        self.is_set.store(true, SeqCst);
        self.times.fetch_add(1, SeqCst);
        self.changed.notify_all();
    }

    pub fn clear(&self) {
        self.is_set.store(false, SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.is_set.load(SeqCst)
    }

    pub fn wait(&self) {
        let times = self.times.load(SeqCst);
        let mut guard = self.mutex.lock().unwrap();
        while !self.is_set.load(SeqCst) && self.times.load(SeqCst) == times {
            guard = self.changed.wait(guard).unwrap();
        }
    }
}
