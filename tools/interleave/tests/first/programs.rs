//! Small programs that fail, each in its way, and what they are mended to.

use std::time::Duration;

use interleave::cell::UnsafeCell;
use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering, Ordering::*};
use interleave::sync::{Arc, Condvar, Mutex};
use interleave::{hint, thread};

/// Two threads do this with a counter, and it must hold 2 in the end.
pub fn counts(add: impl Fn(&AtomicU32) + Sync) {
    let total = AtomicU32::new(0);
    thread::scope(|s| {
        s.spawn(|| add(&total));
        s.spawn(|| add(&total));
    });
    assert_eq!(total.load(SeqCst), 2);
}

/// Loads, and then stores.
pub fn loses_an_update() {
    counts(|total| {
        let seen = total.load(SeqCst);
        total.store(seen + 1, SeqCst);
    });
}

/// The same in a lock.
pub fn locks() {
    let total = Mutex::new(0);
    thread::scope(|s| {
        s.spawn(|| *total.lock().unwrap() += 1);
        s.spawn(|| *total.lock().unwrap() += 1);
    });
    assert_eq!(*total.lock().unwrap(), 2);
}

/// The same behind a spin lock.
pub fn spins() {
    let (busy, total) = (AtomicBool::new(false), AtomicU32::new(0));
    let add = || {
        while busy.swap(true, SeqCst) {
            hint::spin_loop();
        }
        total.store(total.load(SeqCst) + 1, SeqCst);
        busy.store(false, SeqCst);
    };
    thread::scope(|s| {
        s.spawn(add);
        s.spawn(add);
    });
    assert_eq!(total.load(SeqCst), 2);
}

/// Publishes data with a flag.
pub fn publishes(store: Ordering, load: Ordering) {
    let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            data.store(1, Relaxed);
            ready.store(true, store);
        });
        s.spawn(|| {
            if ready.load(load) {
                assert_eq!(data.load(Relaxed), 1);
            }
        });
    });
}

/// Sets a flag with an exchange, and takes for granted that it succeeds.
pub fn exchanges(is_weak: bool) {
    let flag = AtomicBool::new(false);
    let done = match is_weak {
        true => flag.compare_exchange_weak(false, true, SeqCst, SeqCst),
        false => flag.compare_exchange(false, true, SeqCst, SeqCst),
    };
    assert!(done.is_ok(), "the flag was free");
}

/// Waits for a flag on a condvar; without a loop, a spurious wakeup breaks it.
pub fn waits(again: bool) {
    let (ready, changed) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            let mut seen = ready.lock().unwrap();
            if again {
                while !*seen {
                    seen = changed.wait(seen).unwrap();
                }
            } else if !*seen {
                seen = changed.wait(seen).unwrap();
            }
            assert!(*seen, "woken too early");
        });
        s.spawn(|| {
            *ready.lock().unwrap() = true;
            changed.notify_one();
        });
    });
}

/// Waits for a flag for some time at most, and takes for granted that it came in time.
pub fn waits_for_a_while() {
    let (ready, changed) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            let seen = ready.lock().unwrap();
            let (seen, _) = changed
                .wait_timeout_while(seen, Duration::from_millis(5), |ready| !*ready)
                .unwrap();
            assert!(*seen, "too late");
        });
        s.spawn(|| {
            *ready.lock().unwrap() = true;
            changed.notify_one();
        });
    });
}

/// Looks first, and then sleeps: the wakeup between the two is lost.
pub fn sleeps_too_late() {
    let (ready, changed) = (AtomicBool::new(false), Condvar::new());
    let lock = Mutex::new(());
    thread::scope(|s| {
        s.spawn(|| {
            while !ready.load(SeqCst) {
                let guard = lock.lock().unwrap();
                drop(changed.wait(guard).unwrap());
            }
        });
        s.spawn(|| {
            ready.store(true, SeqCst);
            changed.notify_one();
        });
    });
}

/// Each takes the lock of the other.
pub fn deadlocks() {
    let (a, b) = (Mutex::new(0), Mutex::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            let _a = a.lock();
            let _b = b.lock();
        });
        s.spawn(|| {
            let _b = b.lock();
            let _a = a.lock();
        });
    });
}

/// Waits for a flag that no thread sets.
pub fn spins_forever() {
    let flag = AtomicBool::new(false);
    thread::scope(|s| {
        s.spawn(|| {
            while !flag.load(SeqCst) {
                hint::spin_loop();
            }
        });
        s.spawn(|| flag.swap(false, SeqCst));
    });
}

/// Tries a few times, and gives up.
pub fn gives_up() {
    let busy = AtomicBool::new(false);
    let tries = || {
        for _ in 0..3 {
            if !busy.swap(true, SeqCst) {
                busy.store(false, SeqCst);
                return true;
            }
            hint::spin_loop();
        }
        false
    };
    let all = thread::scope(|s| [s.spawn(tries), s.spawn(tries)].map(|t| t.join().unwrap()));
    assert_eq!(all, [true, true]);
}

/// Two threads write a cell that nothing guards.
pub fn races() {
    struct Shared(UnsafeCell<u32>);
    // SAFETY: not so, and the explorer says it.
    unsafe impl Sync for Shared {}
    let shared = Shared(UnsafeCell::new(0));
    let shared = &shared;
    thread::scope(|s| {
        s.spawn(move || _ = shared.0.get());
        s.spawn(move || _ = shared.0.get());
    });
}

/// Reads how many handles there are while others may drop theirs.
pub fn counts_handles() {
    let one = Arc::new(0);
    let other = Arc::clone(&one);
    let thread = thread::spawn(move || drop(other));
    assert_eq!(Arc::strong_count(&one), 2);
    thread.join().unwrap();
}

/// A thread that is never joined.
pub fn never_joins() {
    let flag = Arc::new(AtomicBool::new(false));
    drop(thread::spawn(move || flag.store(true, SeqCst)));
}

/// A thread panics, and no thread joins it.
pub fn panics_alone() {
    let flag = Arc::new(AtomicBool::new(false));
    let theirs = Arc::clone(&flag);
    drop(thread::spawn(move || {
        theirs.store(true, SeqCst);
        panic!("nobody hears this");
    }));
    while !flag.load(SeqCst) {
        hint::spin_loop();
    }
}
