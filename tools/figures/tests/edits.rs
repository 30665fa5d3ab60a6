//! An edit is explored from its short program to its long one, and the first that breaks is drawn.

use expect_test::expect_file;
use figures::{Edit, check_edits};
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::{Checker, FailureKind, thread};

/// Each of the threads adds 1 with `add`.
fn adds(threads: u32, add: fn(&AtomicU32)) {
    let total = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| add(&total));
        }
    });
    assert_eq!(total.load(Relaxed), threads);
}

fn in_one_step(total: &AtomicU32) {
    total.fetch_add(1, Relaxed);
}

fn in_two_steps(total: &AtomicU32) {
    let seen = total.load(Relaxed);
    total.store(seen + 1, Relaxed);
}

#[test]
fn the_first_program_that_breaks_is_drawn_and_one_that_holds_is_explored_to_the_last() {
    let edits = [
        Edit {
            file: "../src/two_steps.rs",
            does: "two steps",
            why: "Another thread can come between them.",
            // With one thread nothing breaks, and three are more than it takes.
            programs: &[
                || adds(1, in_two_steps),
                || adds(2, in_two_steps),
                || adds(3, in_two_steps),
            ],
        },
        Edit {
            file: "../src/one_step.rs",
            does: "one step",
            why: "Nothing comes between.",
            programs: &[|| adds(1, in_one_step), || adds(3, in_one_step)],
        },
    ];
    let kinds = check_edits(
        expect_file!["edits.json"],
        &Checker::new().order_only(),
        "../src/counter.rs:increment",
        &[|| adds(2, in_one_step)],
        &edits,
    );
    assert_eq!(kinds, [Some(FailureKind::Assertion), None]);
}
