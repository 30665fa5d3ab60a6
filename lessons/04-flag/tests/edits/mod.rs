//! Small edits of the lock that is made of a swap, for the reader to choose from.

use expect_test::expect_file;
use figures::{Edit, check_edits};
use interleave::{Checker, FailureKind};

use super::{BinaryLock, Lock, visits};

/// The lock, edited: each file differs from `src/s2_swap.rs` in the lines that the book shows.
mod swap {
    pub mod flips;
    pub mod if_for_while;
    pub mod or_true;
    pub mod takes_it_back;
}

locks!(
    swap::flips::BinaryLock,
    swap::if_for_while::BinaryLock,
    swap::or_true::BinaryLock,
    swap::takes_it_back::BinaryLock
);

macro_rules! edit {
    ($name:ident, $does:literal, $why:literal) => {
        Edit {
            file: concat!("../tests/edits/swap/", stringify!($name), ".rs"),
            does: $does,
            why: $why,
            programs: &[
                || visits::<swap::$name::BinaryLock>(2, 1),
                || visits::<swap::$name::BinaryLock>(2, 2),
            ],
        }
    };
}

#[test]
fn of_the_edits_of_the_swap_lock_one_does_no_harm() {
    let edits = [
        edit!(
            if_for_while,
            "`if` instead of `while`",
            "A thread that gets `true` back doesn't hold the lock, but here it goes in anyway."
        ),
        edit!(
            flips,
            "`fetch_not` instead of `swap`: it flips the flag, and returns what it was",
            "`fetch_not` is `fetch_xor` with `true`, and that's what the picture calls it. For the thread that finds the \
             flag down, it does what the swap does. But a thread that finds it up takes it down, and the next try \
             finds the lock free while another thread is inside."
        ),
        edit!(
            or_true,
            "`fetch_or(true)` instead of `swap`: it stores `flag | true`, and returns what the flag was",
            "`flag | true` is always `true`. So it stores `true` and returns the old value, in one step, as the swap does."
        ),
        edit!(
            takes_it_back,
            "A thread that gets `true` back stores `false` again before it waits",
            "The swap left the flag as it was: up, because another thread is inside. The store takes it down, and lets the \
             next thread in."
        ),
    ];
    let kinds = check_edits(
        expect_file!["../../traces/edits-swap.json"],
        &Checker::new().order_only(),
        "../src/s2_swap.rs:acquire",
        &[|| visits::<BinaryLock>(2, 2)],
        &edits,
    );
    let inside = Some(FailureKind::Assertion);
    assert_eq!(kinds, [inside, inside, None, inside]);
}
