//! Compares what you predict with what the explorer finds.

use std::collections::BTreeSet;
use std::fmt::Debug;

use predict::programs;

#[track_caller]
fn check<T: Ord + Copy + Debug>(predicted: &[T], program: impl Fn() -> T) {
    let found = interleave::outcomes(&program);
    let predicted: BTreeSet<T> = predicted.iter().copied().collect();
    if let Some(missing) = found.values().find(|value| !predicted.contains(value)) {
        let schedule = found.schedule(missing).expect("it was found");
        let run = interleave::replay(schedule, &program);
        panic!(
            "\nA value is missing from your list. Follow this run to its end, and you know which:\n\n{run}"
        );
    }
    let found: BTreeSet<T> = found.values().copied().collect();
    if let Some(impossible) = predicted.difference(&found).next() {
        panic!(
            "\n{impossible:?} is on your list, and no schedule ends there. Go backwards: which step would have to \
             be the last one, and what must that thread have read before?"
        );
    }
}

#[test]
fn add_and_double() {
    check(predict::ADD_AND_DOUBLE, programs::add_and_double);
}

#[test]
fn add_and_double_in_one_step() {
    check(predict::ADD_AND_DOUBLE_IN_ONE_STEP, programs::add_and_double_in_one_step);
}

#[test]
fn two_flags() {
    check(predict::TWO_FLAGS, programs::two_flags);
}

#[test]
fn add_twice_and_reset() {
    check(predict::ADD_TWICE_AND_RESET, programs::add_twice_and_reset);
}
