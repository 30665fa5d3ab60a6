//! right: what the lock protects is a cell, so that the explorer itself finds the race

#[path = "../../../exercises/09d-test-the-sleepers/src/lock.rs"]
mod lock;

use interleave::cell::UnsafeCell;
use interleave::sync::Arc;
use interleave::{Checker, thread};

pub use lock::Lock;

struct Door {
    lock: Box<dyn Lock>,
    visits: UnsafeCell<u32>,
}

// SAFETY: only the holder of the lock uses the cell; if there are two, the explorer reports a data race.
unsafe impl Sync for Door {}
// SAFETY: a number and a lock, which is `Send`.
unsafe impl Send for Door {}

impl Door {
    fn visit(&self) {
        self.lock.acquire();
        // SAFETY: this thread holds the lock.
        unsafe { *self.visits.get() += 1 };
        self.lock.release();
    }
}

pub fn test(new: fn() -> Box<dyn Lock>) {
    for (threads, times, first) in [(1, 1, 1), (1, 2, 1), (2, 1, 0)] {
        Checker::new().max_preemptions(2).model(|| {
            let door = Arc::new(Door { lock: new(), visits: UnsafeCell::new(0) });
            door.lock.acquire();
            let threads: Vec<_> = (0..threads)
                .map(|_| {
                    let door = Arc::clone(&door);
                    thread::spawn(move || (0..times).for_each(|_| door.visit()))
                })
                .collect();
            door.lock.release();
            (0..first).for_each(|_| door.visit());
            threads.into_iter().for_each(|thread| thread.join().unwrap());
        });
    }
}
