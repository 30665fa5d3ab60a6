//! right: what a permit protects is a cell, so that the explorer itself finds two threads in it

#[path = "../../../exercises/13d-test-the-boats/src/semaphore.rs"]
mod semaphore;

use interleave::cell::UnsafeCell;
use interleave::sync::Arc;
use interleave::{Checker, thread};

pub use semaphore::{OverRelease, Semaphore};

struct Hire {
    permits: Box<dyn Semaphore>,
    boat: UnsafeCell<u32>,
}

// SAFETY: only a thread with the permit uses the cell; if there are two, the explorer reports a data race.
unsafe impl Sync for Hire {}
// SAFETY: a number, and a semaphore, which is `Send`.
unsafe impl Send for Hire {}

impl Hire {
    fn new(permits: Box<dyn Semaphore>) -> Arc<Self> {
        Arc::new(Hire { permits, boat: UnsafeCell::new(0) })
    }

    fn row(&self) {
        // SAFETY: this thread holds the only permit.
        unsafe { *self.boat.get() += 1 };
    }
}

fn run(hire: &Arc<Hire>, work: fn(&Hire)) -> thread::JoinHandle<()> {
    let hire = Arc::clone(hire);
    thread::spawn(move || work(&hire))
}

fn visit(hire: &Hire) {
    hire.permits.acquire();
    hire.row();
    assert!(hire.permits.release(1).is_ok());
}

fn visit_if_free(hire: &Hire) {
    if hire.permits.try_acquire() {
        hire.row();
    }
}

pub fn test(new: fn(usize) -> Box<dyn Semaphore>) {
    let checker = Checker::new().max_preemptions(2);
    let works: [fn(&Hire); 2] = [visit, visit_if_free];
    for work in works {
        checker.model(|| {
            let hire = Hire::new(new(1));
            let threads = [run(&hire, work), run(&hire, work)];
            threads.into_iter().for_each(|one| one.join().unwrap());
        });
    }
    // A release too many, while another thread has the permit, lets none in.
    checker.model(|| {
        let hire = Hire::new(new(1));
        hire.permits.acquire();
        let a = run(&hire, visit_if_free);
        let b = run(&hire, |hire| assert!(hire.permits.release(2).is_err()));
        hire.row();
        a.join().unwrap();
        b.join().unwrap();
        assert!(!hire.permits.try_acquire());
    });
    // Two releases of one permit let two threads in, if both are accepted.
    checker.model(|| {
        let hire = Hire::new(new(1));
        hire.permits.acquire();
        let a = run(&hire, |hire| _ = hire.permits.release(1));
        let b = run(&hire, |hire| _ = hire.permits.release(1));
        a.join().unwrap();
        b.join().unwrap();
        assert!(hire.permits.try_acquire() && !hire.permits.try_acquire());
    });
    for releases in [vec![3], vec![1, 2], vec![2, 1]] {
        checker.model(|| {
            let hire = Hire::new(new(3));
            let small = new(1);
            for _ in 0..3 {
                assert!(hire.permits.release(usize::MAX).is_err() && small.release(1).is_err());
                hire.permits.acquire();
            }
            assert!(hire.permits.release(4).is_err() && !hire.permits.try_acquire());
            let threads = [(); 2].map(|()| run(&hire, |hire| hire.permits.acquire()));
            for &permits in &releases {
                assert!(hire.permits.release(permits).is_ok());
            }
            threads.into_iter().for_each(|one| one.join().unwrap());
            assert!(hire.permits.release(2).is_ok() && hire.permits.release(1).is_err());
            assert!(hire.permits.release(usize::MAX).is_err());
        });
    }
    checker.model(|| {
        let permits = new(2);
        permits.acquire();
        for too_many in [2, usize::MAX, 2] {
            assert!(permits.release(too_many).is_err());
        }
        assert!(permits.try_acquire() && !permits.try_acquire());
        assert!(permits.release(1).is_ok());
    });
}
