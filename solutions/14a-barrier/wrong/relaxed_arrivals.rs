//! rejected: data_race — arrivals are counted with `Relaxed`, so the last to arrive acquires nothing
//! by: what_was_done_before_a_single_meeting_is_visible_after_it, what_was_done_before_the_barrier_is_visible_after_it

use interleave::sync::atomic::{
    AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::sync::{Condvar, Mutex};

pub struct Barrier {
    threads: usize,
    arrived: AtomicUsize,
    round: AtomicUsize,
    mutex: Mutex<()>,
    all_here: Condvar,
}

impl Barrier {
    pub fn new(threads: usize) -> Self {
        Barrier {
            threads,
            arrived: AtomicUsize::new(0),
            round: AtomicUsize::new(0),
            mutex: Mutex::new(()),
            all_here: Condvar::new(),
        }
    }

    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mine = self.round.load(Relaxed);
        if self.arrived.fetch_add(1, Relaxed) + 1 == self.threads {
            action();
            self.arrived.store(0, Relaxed);
            let _guard = self.mutex.lock().unwrap();
            self.round.store(mine.wrapping_add(1), Release);
            self.all_here.notify_all();
            return true;
        }
        let mut guard = self.mutex.lock().unwrap();
        while self.round.load(Acquire) == mine {
            guard = self.all_here.wait(guard).unwrap();
        }
        false
    }
}
