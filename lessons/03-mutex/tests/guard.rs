//! How long a guard lives: where a thread that locks again waits for itself, and where it doesn't.

/// The same stage, on the explorer.
mod sync {
    pub use interleave::sync::Mutex;
}

#[path = "../src/s4_guard.rs"]
mod s4_guard;

use expect_test::expect_file;
use interleave::trace::Failure;
use interleave::{Checker, Counterexample, FailureKind, Verdict};
use s4_guard::Desk;

/// One thread, alone with the desk: it can only wait for itself.
fn alone(letters: &[u32], work: impl Fn(&Desk)) -> Verdict {
    interleave::check(|| work(&Desk::new(letters)))
}

#[track_caller]
fn check_waits_for_itself(letters: &[u32], work: impl Fn(&Desk)) -> Counterexample {
    let found = alone(letters, work).expect_fails(FailureKind::Deadlock);
    let Failure::Deadlock { waiting } = &found.failure else { panic!("{found}") };
    assert_eq!(waiting[0].on, Some(waiting[0].thread), "{found}");
    assert!(found.explanation().join("\n").contains("which it holds itself"), "{found}");
    found
}

#[track_caller]
fn check_goes_through(letters: &[u32], work: impl Fn(&Desk), left: usize) {
    Checker::new().model(|| {
        let desk = Desk::new(letters);
        work(&desk);
        assert_eq!(desk.letters(), left);
    });
}

#[test]
fn a_guard_with_a_name_is_released_at_the_end_of_its_block_or_when_it_is_dropped() {
    check_goes_through(&[], |desk| desk.in_a_block(7), 2);
    check_goes_through(&[], |desk| desk.dropped(7), 2);
}

#[test]
fn a_guard_without_a_name_is_released_at_the_end_of_its_statement() {
    check_goes_through(&[1], Desk::in_a_statement, 1);
    check_goes_through(&[], Desk::in_a_statement, 1);
}

#[test]
fn a_match_holds_the_lock_in_its_arms() {
    let found = check_waits_for_itself(&[1], Desk::in_the_arms);
    check_waits_for_itself(&[], Desk::in_the_arms);
    let json = serde_json::to_string_pretty(&found).unwrap();
    expect_file!["../traces/waits-for-itself.json"].assert_eq(&(json + "\n"));
}

#[test]
fn if_let_holds_the_lock_in_its_block() {
    check_waits_for_itself(&[1], Desk::in_the_block_of_if_let);
}

#[test]
fn if_let_has_released_the_lock_in_its_else() {
    check_goes_through(&[], Desk::in_the_else_of_if_let, 1);
}

#[test]
fn a_condition_has_released_the_lock_when_its_block_begins() {
    check_goes_through(&[], Desk::after_a_condition, 1);
    check_goes_through(&[], Desk::after_the_condition_of_while, 2);
}

#[test]
fn while_let_holds_the_lock_in_its_body() {
    check_waits_for_itself(&[1], Desk::in_the_body_of_while_let);
}

#[test]
fn two_guards_in_one_statement_deadlock() {
    check_waits_for_itself(&[1, 2], Desk::on_both_sides);
    check_waits_for_itself(&[1, 2], |desk| _ = desk.in_a_tuple());
    check_waits_for_itself(&[1, 2], |desk| _ = desk.as_arguments());
}

/// A place in the code, in words, and what locks again there.
type Place = (&'static str, fn(&Desk));

#[test]
fn the_answers_to_the_quiz_on_guards_are_what_the_search_finds() {
    let options: [Place; 6] = [
        ("in an arm of `match lock.lock().unwrap().pop()`", Desk::in_the_arms),
        ("in the block of `if let Some(x) = lock.lock().unwrap().pop()`", |desk| {
            desk.put(1);
            desk.in_the_block_of_if_let();
        }),
        ("in the `else` of the same `if let`", Desk::in_the_else_of_if_let),
        ("in the block of `if lock.lock().unwrap().is_empty()`", Desk::after_a_condition),
        ("in the body of `while let Some(x) = lock.lock().unwrap().pop()`", |desk| {
            desk.put(1);
            desk.in_the_body_of_while_let();
        }),
        ("after `let x = lock.lock().unwrap().pop();`", Desk::in_a_statement),
    ];
    let fails = |(_, work): &&Place| !alone(&[], work).holds();
    let answers: Vec<&str> = options.iter().filter(fails).map(|(name, _)| *name).collect();
    let quiz = serde_json::json!({
        "version": 1,
        "question": "A thread locks again while it is in one of these places (edition 2024, as in this course). In which of them would it wait for itself?",
        "options": options.map(|(name, _)| name),
        "answers": answers,
        "replies": {
            "in the `else` of the same `if let`": "Since edition 2024, `if let` drops the guard of its condition before the `else` runs.",
            "in the block of `if lock.lock().unwrap().is_empty()`": "A plain `if` drops the guard of its condition before the block runs. What's left is a `bool`.",
            "after `let x = lock.lock().unwrap().pop();`": "The guard is dropped at the semicolon. `x` is the popped value, which borrows nothing from the lock.",
        },
        "why": "An unnamed guard lives until the end of its statement. A `match`, an `if let` and a `while let`, \
                blocks and all, are one statement; an `if let` releases the lock before its `else`. A plain `if` or \
                `while` drops the guard of its condition before its block begins, and a `let` ends at its semicolon.",
    });
    let json = serde_json::to_string_pretty(&quiz).unwrap();
    expect_file!["../traces/quiz-guards.json"].assert_eq(&(json + "\n"));
}

/// For the book's list of everything that holds.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs-guard.txt"].assert_eq(&proofs);
}
