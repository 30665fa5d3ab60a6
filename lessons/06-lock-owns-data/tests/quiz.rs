//! What a lock around the data does not prevent: the answers to the quiz come from the search.

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

/// The cell, in this world.
mod cell {
    pub use interleave::cell::UnsafeCell;
}

/// How a thread says that it is waiting, in this world.
mod hint {
    pub use interleave::hint::spin_loop;
}

#[path = "../src/s1_lock.rs"]
mod s1_lock;
#[allow(dead_code, reason = "the lock is always shared here")]
#[path = "../src/s4_owns.rs"]
mod s4_owns;

use expect_test::expect_file;
use interleave::{FailureKind, Verdict, thread};
use s4_owns::Lock;

/// Two threads do `work`, and then the lock should hold 2.
fn both(work: fn(&Lock<u32>)) -> Verdict {
    interleave::check(|| {
        let lock = Lock::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| work(&lock));
            }
        });
        let total = lock.into_inner();
        assert!(total == 2, "two threads have added 1, but the lock holds {total}");
    })
}

fn locked_once(lock: &Lock<u32>) {
    *lock.lock() += 1;
}

fn one_guard(lock: &Lock<u32>) {
    let mut guard = lock.lock();
    let next = *guard + 1;
    *guard = next;
}

// ANCHOR: locked-twice
fn locked_twice(lock: &Lock<u32>) {
    let seen = *lock.lock();
    *lock.lock() = seen + 1;
}
// ANCHOR_END: locked-twice

#[allow(
    unused_variables,
    unused_assignments,
    reason = "that is the mistake, and rustc warns about it"
)]
// ANCHOR: a-copy
fn a_copy(lock: &Lock<u32>) {
    let mut number = *lock.lock();
    number += 1;
}
// ANCHOR_END: a-copy

// ANCHOR: one-line
fn one_line(lock: &Lock<u32>) {
    *lock.lock() = *lock.lock() + 1;
}
// ANCHOR_END: one-line

fn a_reference(lock: &Lock<u32>) {
    let number = &mut *lock.lock();
    *number += 1;
}

fn another_lock(lock: &Lock<u32>) {
    let lock = Lock::new(*lock.lock());
    *lock.lock() += 1;
}

#[test]
fn locking_twice_still_loses_an_increment() {
    both(locked_twice).expect_fails(FailureKind::Assertion);
}

#[test]
fn a_change_to_a_copy_does_not_change_the_value() {
    both(a_copy).expect_fails(FailureKind::Assertion);
    both(another_lock).expect_fails(FailureKind::Assertion);
}

#[test]
fn two_guards_in_one_line_deadlock() {
    both(one_line).expect_fails(FailureKind::Spin);
}

/// The code, and the same code to run.
type Snippet = (&'static str, fn(&Lock<u32>));

#[test]
fn the_answers_to_the_quiz_are_what_the_search_finds() {
    let options: [Snippet; 7] = [
        ("`*lock.lock() += 1;`", locked_once),
        ("`let mut guard = lock.lock(); let next = *guard + 1; *guard = next;`", one_guard),
        ("`let seen = *lock.lock(); *lock.lock() = seen + 1;`", locked_twice),
        ("`let mut number = *lock.lock(); number += 1;`", a_copy),
        ("`*lock.lock() = *lock.lock() + 1;`", one_line),
        ("`let number = &mut *lock.lock(); *number += 1;`", a_reference),
        ("`let lock = Lock::new(*lock.lock()); *lock.lock() += 1;`", another_lock),
    ];
    let right = |(_, work): &&Snippet| both(*work).holds();
    let answers: Vec<&str> = options.iter().filter(right).map(|(name, _)| *name).collect();
    let quiz = serde_json::json!({
        "version": 1,
        "question": "A lock holds 0, and two threads do the same, once each. After which of these is it always 2?",
        "options": options.map(|(name, _)| name),
        "answers": answers,
        "replies": {
            "`let seen = *lock.lock(); *lock.lock() = seen + 1;`": "The first guard is gone at its semicolon. Between the two statements the other thread can add 1, and this store overwrites it.",
            "`let mut number = *lock.lock(); number += 1;`": "`number` is a copy: the addition changes the copy, and the lock still holds 0.",
            "`*lock.lock() = *lock.lock() + 1;`": "The first guard lives to the end of the statement, so the second call to `lock` waits for that guard: the thread waits for itself.",
            "`let lock = Lock::new(*lock.lock()); *lock.lock() += 1;`": "The new lock holds a copy, and only this thread has it. The shared lock still holds 0.",
        },
        "why": "Locking twice, with a gap in between, loses an increment, as in chapter 3. `let mut number = *lock.lock()` \
                copies the number out and adds to the copy; a second lock around a copy is no better. Two guards in \
                one statement deadlock: the first lives to the end of it. And `let number = &mut *lock.lock();` is the \
                exception that the chapter mentions: the reference keeps its guard alive to the end of the block.",
    });
    let json = serde_json::to_string_pretty(&quiz).unwrap();
    expect_file!["../traces/quiz.json"].assert_eq(&(json + "\n"));
}
