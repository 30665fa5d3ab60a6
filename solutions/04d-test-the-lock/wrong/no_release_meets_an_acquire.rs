//! rejected: assertion — no `release` fails while another thread acquires
//! by: a_release_that_lies_is_refused

#[path = "../../../exercises/04d-test-the-lock/src/lock.rs"]
mod lock;

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{model, thread};

pub use lock::{Lock, NotLocked};

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
pub fn test(new: fn() -> Box<dyn Lock>) {
    model(|| one_thread_holds_the_lock_at_a_time(new));
    model(|| a_waiting_thread_comes_in_alone_however_often_it_is_overtaken(new));
    model(|| of_two_releases_of_a_held_lock_one_fails(new));
}

fn one_thread_holds_the_lock_at_a_time(new: fn() -> Box<dyn Lock>) {
    let (lock, inside) = (new(), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| visit(&*lock, &inside));
        s.spawn(|| visit(&*lock, &inside));
    });
}

fn a_waiting_thread_comes_in_alone_however_often_it_is_overtaken(new: fn() -> Box<dyn Lock>) {
    let (lock, inside) = (new(), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| visit(&*lock, &inside));
        (0..3).for_each(|_| visit(&*lock, &inside));
    });
}

fn of_two_releases_of_a_held_lock_one_fails(new: fn() -> Box<dyn Lock>) {
    let lock = new();
    lock.acquire();
    thread::scope(|s| {
        let a = s.spawn(|| lock.release().is_ok());
        let mine = lock.release().is_ok();
        assert!(
            a.join().unwrap() != mine,
            "of two threads, one releases a lock that was acquired once"
        );
    });
    // Now the lock is free, so it can be acquired again.
    lock.acquire();
}

/// Acquires the lock, is alone, and releases the lock.
fn visit(lock: &dyn Lock, inside: &AtomicU32) {
    lock.acquire();
    assert!(inside.fetch_add(1, SeqCst) == 0, "two threads hold the lock together");
    inside.fetch_sub(1, SeqCst);
    assert!(lock.release().is_ok(), "the lock is held, and `release` says that it is free");
}
