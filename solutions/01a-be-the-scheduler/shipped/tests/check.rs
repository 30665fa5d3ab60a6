//! Runs the counter in exactly the order that you wrote.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list): none of them applies, because the answer is one
//! run. That every thread takes all its steps, and that no load is stale, is asked by both tests.

use be_the_scheduler::{ENDS_AT_ONE, ENDS_AT_TWO};
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::thread;

/// Two threads on one counter, each of them with so many increments.
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
    if let Some(other) = schedule.chars().find(|c| !c.is_ascii_alphabetic() && !c.is_whitespace()) {
        panic!(
            "\nThis schedule has a `{other}`. Write letters, `A` or `B` for each step: every load reads the newest value.\n"
        );
    }
    for thread in ['A', 'B'] {
        let steps = 2 * times;
        let taken = schedule.matches(thread).count();
        assert!(
            taken as u32 >= steps,
            "\nThis schedule isn't finished: {thread} has {steps} steps, a load and a store for each increment, and \
             takes {taken} of them. A letter is one step.\n"
        );
    }
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
