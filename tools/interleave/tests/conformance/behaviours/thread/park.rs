//! `park` and `unpark`: one token for each thread.

use super::world::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use super::world::time::{Duration, Instant};
use super::world::{always, one_of, thread};
use Ordering::Relaxed;

const SOON: Duration = Duration::from_millis(1);

#[test]
fn a_token_left_beforehand_is_used() {
    always(|| {
        thread::current().unpark();
        thread::park();
    });
}

#[test]
fn unpark_wakes_and_brings_along_what_was_done_before() {
    always(|| {
        let (data, flag) = (AtomicU32::new(0), AtomicBool::new(false));
        let parked = thread::current();
        thread::scope(|s| {
            s.spawn(|| {
                data.store(1, Relaxed);
                // Release: pairs with the acquire load of the thread that was parked.
                flag.store(true, Ordering::Release);
                parked.unpark();
            });
            while !flag.load(Ordering::Acquire) {
                thread::park();
            }
            assert_eq!(data.load(Relaxed), 1);
        });
    });
}

#[test]
fn two_tokens_are_one() {
    one_of([false, true], || {
        thread::current().unpark();
        thread::current().unpark();
        thread::park_timeout(Duration::MAX);
        let start = Instant::now();
        // The second is gone: this ends in time or for no reason.
        thread::park_timeout(SOON);
        start.elapsed() >= SOON
    });
}

#[test]
fn a_timed_park_ends_without_a_token() {
    one_of([false, true], || {
        let start = Instant::now();
        thread::park_timeout(SOON);
        start.elapsed() >= SOON
    });
}

#[test]
fn the_handle_of_a_thread_unparks_it() {
    always(|| {
        let thread = thread::spawn(thread::park);
        thread.thread().unpark();
        thread.join().unwrap();
    });
}
