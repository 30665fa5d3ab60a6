//! Compares what you predict with what the explorer finds.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - changed programs: the tests take the file that comes with the exercise, not the library's module.
//! - 1 to 7 don't apply: an answer is four lists, and each list is compared with all results.

use std::collections::BTreeSet;
use std::fmt::Debug;

#[path = "../src/programs.rs"]
mod programs;

#[track_caller]
fn check<T: Ord + Copy + Debug>(predicted: &[T], program: impl Fn() -> T) {
    let found = interleave::outcomes(&program);
    let predicted: BTreeSet<T> = predicted.iter().copied().collect();
    if let Some(missing) = found.values().find(|value| !predicted.contains(value)) {
        let schedule = found.schedule(missing).expect("it was found");
        let run = interleave::replay(schedule, &program);
        panic!(
            "\nA result is missing from your list. Follow this run to its end to find out which:\n\n{run}"
        );
    }
    let found: BTreeSet<T> = found.values().copied().collect();
    if let Some(impossible) = predicted.difference(&found).next() {
        panic!(
            "\n{impossible:?} is on your list, but no schedule ends there. Try to build one: a load returns what the \
             last store before it left, and each thread takes its own steps in order. Where do you get stuck?\n"
        );
    }
}

#[test]
fn the_list_for_add_and_double_is_exact() {
    check(predict::ADD_AND_DOUBLE, programs::add_and_double);
}

#[test]
fn the_list_for_add_and_double_in_one_step_is_exact() {
    check(predict::ADD_AND_DOUBLE_IN_ONE_STEP, programs::add_and_double_in_one_step);
}

#[test]
fn the_list_for_two_flags_is_exact() {
    check(predict::TWO_FLAGS, programs::two_flags);
}

#[test]
fn the_list_for_add_twice_and_reset_is_exact() {
    check(predict::ADD_TWICE_AND_RESET, programs::add_twice_and_reset);
}
