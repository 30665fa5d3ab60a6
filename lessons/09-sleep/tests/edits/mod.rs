//! Small edits of the lock with three states, for the reader to choose from.

use expect_test::expect_file;
use figures::{Edit, check_edits};
use interleave::{Checker, FailureKind};
use three_states::{if_for_while, looks_then_stores, tries_then_marks, weak_exchange};

use super::{Lock, s5_three_states, visits};

/// The lock, edited: each file differs from `src/s5_three_states.rs` in the lines that the book shows.
mod three_states {
    pub mod if_for_while;
    pub mod looks_then_stores;
    pub mod tries_then_marks;
    pub mod weak_exchange;
}

locks!(if_for_while, looks_then_stores, tries_then_marks, weak_exchange);

macro_rules! edit {
    ($name:ident, $does:literal, $why:literal) => {
        Edit {
            file: concat!("../tests/edits/three_states/", stringify!($name), ".rs"),
            does: $does,
            why: $why,
            programs: &[|| visits::<$name::BinaryLock>(2)],
        }
    };
}

#[test]
fn of_the_edits_of_the_lock_with_three_states_one_does_no_harm() {
    let edits = [
        edit!(
            looks_then_stores,
            "`release` looks at the state, and then stores `UNLOCKED`",
            "Between the look and the store, the other thread can mark the lock and go to sleep. The store overwrites \
             the mark, and `release` wakes no thread."
        ),
        edit!(
            weak_exchange,
            "The first exchange is `compare_exchange_weak`, which may fail for no reason",
            "A thread whose exchange fails for no reason goes on to the loop, and its swap finds the lock free. It has \
             acquired the lock as `CONTENDED`, so its release makes a wake call for nothing. That's all it costs."
        ),
        edit!(
            if_for_while,
            "`if` instead of `while`",
            "A thread that returns from `wait` has not acquired anything. It has to swap again, and look at what it gets \
             back."
        ),
        edit!(
            tries_then_marks,
            "A waiter tries to acquire the lock as `LOCKED`; if that fails, it stores `CONTENDED` and sleeps",
            "Between the try and the store, the holder can release the lock. Then a free lock is marked as \
             held: no thread can acquire it, so none will release it and wake the sleeper."
        ),
    ];
    let kinds = check_edits(
        expect_file!["../../traces/edits-three-states.json"],
        &Checker::new(),
        "../src/s5_three_states.rs:acquire-release",
        &[|| visits::<s5_three_states::BinaryLock>(2)],
        &edits,
    );
    let (sleeps, race) = (Some(FailureKind::LostWakeup), Some(FailureKind::DataRace));
    assert_eq!(kinds, [sleeps, None, race, sleeps]);
}
