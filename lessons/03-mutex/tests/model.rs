//! Every claim of chapter 03 about the order of steps, explored.

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Mutex, atomic};
}

use interleave::thread;

#[path = "../src/s1_counter.rs"]
mod s1_counter;
#[path = "../src/s2_locked_twice.rs"]
mod s2_locked_twice;
#[path = "../src/s3_two_locks.rs"]
mod s3_two_locks;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::Mutex;
use interleave::{Belief, Checker, FailureKind};
use s1_counter::Counter;
use s2_locked_twice::Counter as LockedTwice;
use s3_two_locks::{Account, Guarded, OneLock};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

/// Two threads, each adding one behind the lock.
fn locked_total() -> u32 {
    let counter = Counter::default();
    thread::scope(|s| {
        s.spawn(|| counter.increment());
        s.spawn(|| counter.increment());
    });
    counter.get()
}

// ANCHOR: nothing-is-lost
#[test]
fn no_interleaving_loses_an_update() {
    interleave::model(|| {
        let counter = Counter::default();
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    counter.increment();
                    counter.increment();
                });
            }
        });
        assert_eq!(counter.get(), 6);
    });
}
// ANCHOR_END: nothing-is-lost

#[test]
fn the_verdict_says_how_many_interleavings_there_are_and_that_they_were_all() {
    let explored = interleave::check(|| {
        let counter = Counter::default();
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| (0..2).for_each(|_| counter.increment()));
            }
        });
        assert_eq!(counter.get(), 6);
    })
    .expect_holds();
    assert!(explored.is_exhaustive());
    expect_file!["../outputs/holds.txt"].assert_eq(&format!("{explored}\n"));
}

#[test]
fn the_lock_leaves_only_the_choice_of_which_thread_is_first() {
    let mut tree = interleave::schedules(locked_total);
    assert_eq!(tree.len(), 2);
    assert!(tree.endings().iter().all(|end| end.value.as_deref() == Some("2")));
    tree.goal = "Two increments make 2.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/locked-schedules.json"].assert_eq(&(json + "\n"));
}

/// Two threads that each add one, locking twice to do it.
fn locked_twice_total() -> u32 {
    let counter = LockedTwice::default();
    thread::scope(|s| {
        s.spawn(|| counter.increment());
        s.spawn(|| counter.increment());
    });
    counter.get()
}

#[test]
fn releasing_the_lock_between_load_and_store_loses_an_update() {
    let lost = interleave::check(|| {
        let total = locked_twice_total();
        assert!(total == 2, "two increments make 2, but the total is {total}");
    })
    .expect_fails(FailureKind::Assertion);
    assert_eq!(lost.preemptions, 1);
    check_snapshot(expect_file!["../traces/locked-twice.json"], &lost);
}

#[test]
fn every_schedule_of_two_threads_that_lock_twice_is_in_the_tree() {
    let mut tree = interleave::schedules(locked_twice_total);
    let ends = |value: &str| {
        tree.endings().iter().filter(|end| end.value.as_deref() == Some(value)).count()
    };
    // Six, as without a lock: the order of the critical sections is as free as that of the steps was.
    assert_eq!((tree.len(), ends("2"), ends("1")), (6, 2, 4));
    tree.goal = "Two increments make 2.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/locked-twice-schedules.json"].assert_eq(&(json + "\n"));
}

/// A deposit and a withdrawal behind one lock.
fn one_lock() {
    let account = OneLock::new(10);
    thread::scope(|s| {
        s.spawn(|| account.deposit(5));
        s.spawn(|| account.withdraw(3));
    });
}

#[test]
fn b_waits_while_a_holds_the_lock() {
    let run = interleave::replay("A A A A B B B B", one_lock);
    let shown = run.shown();
    let waits = |&step: &usize| run.waiting_at(&[], step).contains(&2);
    // B waits while A loads, stores and unlocks, and no longer after that.
    let expected = [false, true, true, true, false, false, false, false];
    assert_eq!(shown.iter().map(waits).collect::<Vec<_>>(), expected);
    assert_eq!(run.steps[shown[6]].wrote.as_deref(), Some("12"));
    check_snapshot(expect_file!["../traces/blocked.json"], &run.trace);
}

#[test]
#[should_panic(expected = "letter 2: B waits for the lock `lock`, which A holds")]
fn b_cannot_go_on_while_a_holds_the_lock() {
    interleave::replay("A B", one_lock);
}

#[test]
fn two_locks_over_one_balance_lose_a_deposit() {
    let lost = interleave::check(|| {
        let account = Account::new(10);
        thread::scope(|s| {
            s.spawn(|| account.deposit(5));
            s.spawn(|| account.withdraw(3));
        });
        let balance = account.balance();
        assert!(balance == 12, "10 + 5 − 3 is 12, but the balance is {balance}");
    })
    .expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/two-locks.json"], &lost);
}

#[test]
fn one_lock_over_the_balance_loses_nothing() {
    interleave::model(|| {
        let account = OneLock::new(10);
        thread::scope(|s| {
            s.spawn(|| account.deposit(5));
            s.spawn(|| assert!(account.withdraw(3)));
            s.spawn(|| account.deposit(2));
        });
        assert_eq!(account.balance(), 14);
    });
}

#[test]
fn the_balance_inside_the_lock_loses_nothing() {
    interleave::model(|| {
        let account = Guarded::new(10);
        thread::scope(|s| {
            s.spawn(|| account.deposit(5));
            // There is never that much, no matter which thread goes first.
            s.spawn(|| assert!(!account.withdraw(20)));
            s.spawn(|| assert!(account.withdraw(10)));
        });
        assert_eq!(account.balance(), 5);
    });
}

// ANCHOR: one-careless-thread
/// A adds once, locking twice to do it. B adds twice, locking once each time.
fn one_careless_thread() -> u32 {
    let value = Mutex::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            let seen = *value.lock().unwrap();
            *value.lock().unwrap() = seen + 1;
        });
        s.spawn(|| {
            *value.lock().unwrap() += 1;
            *value.lock().unwrap() += 1;
        });
    });
    value.into_inner().unwrap()
}
// ANCHOR_END: one-careless-thread

#[test]
fn the_answers_to_the_quiz_are_what_the_search_finds() {
    let answers = interleave::outcomes(one_careless_thread);
    let quiz = serde_json::json!({
        "version": 1,
        "question": "Only A is careless. Which totals are possible?",
        "code": "../tests/model.rs:one-careless-thread",
        "options": ["0", "1", "2", "3"],
        "answers": answers.values().map(u32::to_string).collect::<Vec<_>>(),
        "replies": {
            "0": "Every store writes at least 1, so the last one does too.",
        },
        "why": "A can read 0, be preempted while B adds 1 twice, and then write 1 over both. \
                One careless thread is enough: a lock only works if every thread that uses the data acquires it \
                and holds it from the read to the write.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);
}

// ANCHOR: pages
/// A prints two pages, B prints one. The printer is locked for one page at a time. Returns who printed each page.
fn pages() -> String {
    let printer = Mutex::new(String::new());
    thread::scope(|s| {
        s.spawn(|| {
            for _ in 0..2 {
                printer.lock().unwrap().push('A');
            }
        });
        s.spawn(|| printer.lock().unwrap().push('B'));
    });
    printer.into_inner().unwrap()
}
// ANCHOR_END: pages

#[test]
fn where_unlocking_hands_the_lock_over_b_prints_after_one_page_at_most() {
    let worlds = Checker::new().compare(Belief::UnlockHandsOver, pages, |pages| {
        assert!(pages != "AAB", "B waits for both of A's pages");
    });
    let json = serde_json::to_string(&worlds).unwrap();
    expect_file!["../traces/world-hand-over.json"].assert_eq(&(json + "\n"));
}

/// For the book's list of everything that holds.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}

// At the end, so that what is above keeps its lines, which the traces name.
mod edits;
