//! What a learner is told about a test: each case is one, asked about counters that are right and wrong.
//!
//! `said/` has the words, at 80 columns. `UPDATE_EXPECT=1 cargo test -p lineup` writes them anew.

mod counters;
mod learners;
mod reports;

use std::path::Path;
use std::thread;
use std::time::Duration;

use expect_test::expect_file;
use interleave::report::Kind;
use lineup::{Lineup, Refusal};

use counters::{COUNTERS, New};

/// What is said about this test of a learner's, if it is asked about these counters.
#[track_caller]
fn check(test: fn(New), group: &str) {
    check_until(Duration::from_secs(60), test, group);
}

#[track_caller]
fn check_until(deadline: Duration, test: fn(New), group: &str) {
    let lineup = Lineup { deadline, ..lineup(test) };
    let said = match lineup.verdict(group) {
        Ok(summary) => format!("passes: {summary}"),
        Err(Refusal { kind, text }) => format!("{}\n\n{text}", kind.map_or("search", Kind::name)),
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts/said");
    let case = case();
    expect_file![folder.join(format!("{case}-{group}.txt"))].assert_eq(&format!("{said}\n"));
}

/// The processes that it starts run the same case again, and get no further than to the verdict.
fn lineup(test: fn(New)) -> Lineup<'static, New> {
    let home: &'static str = format!("verdicts::{}", case()).leak();
    Lineup { columns: 80, ..Lineup::new(home, test, &COUNTERS) }
}

fn case() -> String {
    thread::current().name().unwrap_or_default().to_owned()
}

#[test]
fn a_good_test_passes() {
    check(learners::good, "right");
    check(learners::good, "decoy");
    check(learners::good, "wrong");
    check(learners::good, "two-right");
    check(learners::good, "two-wrong");
    check(learners::good, "one-wrong");
}

#[test]
fn one_that_passes_everything_catches_nothing() {
    check(learners::passes_everything, "wrong");
    check(learners::passes_everything, "two-wrong");
    check(learners::passes_everything, "one-wrong");
}

#[test]
fn what_is_caught_is_named_and_what_is_not_is_described() {
    check(learners::one_thread, "wrong");
}

#[test]
fn one_that_refuses_a_right_one_sees_its_own_failure() {
    check(learners::too_strict, "right");
}

#[test]
fn one_that_knows_a_file_name_is_told_so() {
    check(learners::reads_file_names, "right");
    check(learners::reads_file_names, "decoy");
}

#[test]
fn one_that_remembers_is_told_so() {
    check(learners::counts_its_calls, "right");
}

#[test]
fn a_search_that_gives_up_catches_nothing() {
    check(learners::follows_a_schedule, "right");
    check(learners::follows_a_schedule, "wrong");
}

#[test]
fn one_that_never_ends_is_stopped() {
    // It waits forever, so a short deadline is as good as a long one.
    check_until(Duration::from_millis(300), learners::never_ends, "right");
    check_until(Duration::from_millis(300), learners::never_ends, "wrong");
}

#[test]
fn one_that_gets_stuck_in_the_explorer_is_told_so() {
    check(learners::gets_stuck, "one-wrong");
}

#[test]
fn one_that_ends_the_process_is_told_so() {
    check(learners::exits, "right");
    check(learners::exits, "wrong");
}

#[test]
fn one_that_catches_its_own_panic_catches_nothing_else() {
    check(learners::catches_itself, "wrong");
}

#[test]
fn what_it_prints_is_shown_with_its_failure() {
    check(learners::prints, "right");
}

#[test]
fn one_that_prints_without_measure_gets_a_verdict() {
    check(learners::prints_without_measure, "right");
}

#[test]
fn one_that_never_calls_the_explorer_hears_of_it() {
    check(learners::explores_nothing, "wrong");
}
