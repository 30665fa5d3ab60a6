//! The four programs. There is nothing to change here: the tests run this file as it was shipped.

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::thread;

/// Starts at 1. One thread adds 1, the other doubles, both in two steps.
pub fn add_and_double() -> u32 {
    let value = AtomicU32::new(1);
    thread::scope(|s| {
        s.spawn(|| {
            let seen = value.load(SeqCst);
            value.store(seen + 1, SeqCst);
        });
        s.spawn(|| {
            let seen = value.load(SeqCst);
            value.store(seen * 2, SeqCst);
        });
    });
    value.into_inner()
}

/// The same, but each change takes effect in a single step.
pub fn add_and_double_in_one_step() -> u32 {
    let value = AtomicU32::new(1);
    thread::scope(|s| {
        s.spawn(|| value.fetch_add(1, SeqCst));
        s.spawn(|| value.try_update(SeqCst, SeqCst, |seen| Some(seen * 2)));
    });
    value.into_inner()
}

/// A raises the first flag, then the second. B loads the second, then the first.
pub fn two_flags() -> (u32, u32) {
    let (first, second) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            first.store(1, SeqCst);
            second.store(1, SeqCst);
        });
        let b = s.spawn(|| {
            let saw_second = second.load(SeqCst);
            let saw_first = first.load(SeqCst);
            (saw_second, saw_first)
        });
        b.join().unwrap()
    })
}

/// Starts at 0. A adds 1 twice, each time in two steps; B sets the value to 10 in one.
pub fn add_twice_and_reset() -> u32 {
    let value = AtomicU32::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            for _ in 0..2 {
                let seen = value.load(SeqCst);
                value.store(seen + 1, SeqCst);
            }
        });
        s.spawn(|| value.store(10, SeqCst));
    });
    value.into_inner()
}
