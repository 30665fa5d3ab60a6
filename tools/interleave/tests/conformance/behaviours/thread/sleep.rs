//! `sleep` and `yield_now`: giving way orders nothing.

use super::world::sync::atomic::{AtomicBool, Ordering::SeqCst};
use super::world::time::Duration;
use super::world::{always, one_of, thread};

#[test]
fn a_thread_that_sleeps_is_not_blocked() {
    one_of([false, true], || {
        let done = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| done.store(true, SeqCst));
            thread::sleep(Duration::from_nanos(1));
            done.load(SeqCst)
        })
    });
}

#[test]
fn a_thread_that_yields_is_not_blocked() {
    one_of([false, true], || {
        let done = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| done.store(true, SeqCst));
            thread::yield_now();
            done.load(SeqCst)
        })
    });
}

#[test]
fn a_loop_that_sleeps_between_its_looks_ends() {
    always(|| {
        let done = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| done.store(true, SeqCst));
            while !done.load(SeqCst) {
                thread::sleep(Duration::from_micros(1));
            }
        });
    });
}
