//! Runs the counter in exactly the order that you wrote.

use be_the_scheduler::{ENDS_AT_ONE, ENDS_AT_TWO};
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::thread;

/// Two threads on one counter, each adding one so many times.
fn total(times: u32) -> u32 {
    let counter = AtomicU32::new(0);
    let add = || {
        for _ in 0..times {
            let seen = counter.load(Relaxed);
            counter.store(seen + 1, Relaxed);
        }
    };
    thread::scope(|s| {
        s.spawn(add);
        s.spawn(add);
    });
    counter.into_inner()
}

#[track_caller]
fn check(schedule: &str, times: u32, wanted: u32) {
    let run = interleave::replay(schedule, || total(times));
    assert!(
        run.value == wanted,
        "\nThis schedule ends at {}, not at {wanted}:\n\n{run}",
        run.value
    );
}

#[test]
fn one_increment_each_ends_at_one() {
    check(ENDS_AT_ONE, 1, 1);
}

#[test]
fn three_increments_each_end_at_two() {
    check(ENDS_AT_TWO, 3, 2);
}
