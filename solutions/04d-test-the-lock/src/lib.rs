//! A test for locks.

mod lock;

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{model, thread};

pub use lock::{Lock, NotLocked};

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
pub fn test(new: fn() -> Box<dyn Lock>) {
    model(|| a_waiting_thread_comes_in_alone_however_often_it_is_overtaken(new));
    model(|| a_lock_that_was_acquired_once_is_released_once(new));
}

fn a_waiting_thread_comes_in_alone_however_often_it_is_overtaken(new: fn() -> Box<dyn Lock>) {
    let (lock, inside) = (new(), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| visit(&*lock, &inside));
        (0..3).for_each(|_| visit(&*lock, &inside));
    });
}

fn a_lock_that_was_acquired_once_is_released_once(new: fn() -> Box<dyn Lock>) {
    let lock = new();
    assert!(lock.release().is_err(), "the lock is free, and `release` returns `Ok`");
    thread::scope(|s| {
        // It comes too early, or meets the other release, or comes too late: then it has to leave the lock alone.
        let a = s.spawn(|| lock.release().is_ok());
        lock.acquire();
        let mine = lock.release().is_ok();
        assert!(a.join().unwrap() != mine, "of two releases, exactly one has to return `Ok`");
    });
    // The lock is free now, so it can be acquired again.
    lock.acquire();
}

/// Acquires the lock, is alone, and releases the lock.
fn visit(lock: &dyn Lock, inside: &AtomicU32) {
    lock.acquire();
    assert!(inside.fetch_add(1, SeqCst) == 0, "two threads hold the lock together");
    inside.fetch_sub(1, SeqCst);
    assert!(lock.release().is_ok(), "the lock is held, and `release` says that it is free");
}
