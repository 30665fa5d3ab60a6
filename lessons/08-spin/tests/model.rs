//! Every claim in chapter 08 about which thread gets in, explored: in every order, and on weak memory.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

use interleave::{backoff, hint, thread};

#[path = "../src/s1_test_and_set.rs"]
mod s1_test_and_set;
#[path = "../src/s2_look_first.rs"]
mod s2_look_first;
#[path = "../src/s3_backoff.rs"]
mod s3_backoff;
#[path = "../src/s4_ticket.rs"]
mod s4_ticket;

use std::sync::Mutex as Unseen;

use expect_test::{ExpectFile, expect_file};
use interleave::cell::Cell;
use interleave::{Checker, FailureKind, model, outcomes};
use s4_ticket::TicketLock;

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

/// What every version must be able to do.
trait Lock: Default + Sync {
    fn acquire(&self);
    fn release(&self);
}

macro_rules! locks {
    ($($lock:ty),*) => {$(
        impl Lock for $lock {
            fn acquire(&self) {
                self.acquire();
            }
            fn release(&self) {
                self.release();
            }
        }
    )*};
}
locks!(s1_test_and_set::BinaryLock, s2_look_first::BinaryLock, s3_backoff::BinaryLock, TicketLock);

/// A value that isn't atomic, and is used only under a lock.
struct Guarded<T>(Cell<T>);

// SAFETY: the explorer runs one thread at a time, and reports two uses that nothing orders.
unsafe impl<T> Sync for Guarded<T> {}

impl Guarded<u32> {
    fn add_one(&self) {
        self.0.set(self.0.get() + 1);
    }
}

// ANCHOR: visits
/// Starts `threads` threads that acquire the lock `times` times, and under it add 1 to
/// a cell, which isn't atomic.
fn visits<L: Lock>(threads: u32, times: u32) {
    let (lock, total) = (L::default(), Guarded(Cell::new(0)));
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    lock.acquire();
                    total.add_one();
                    lock.release();
                }
            });
        }
    });
    assert!(total.0.get() == threads * times, "an addition was lost");
}
// ANCHOR_END: visits

#[test]
fn under_each_of_the_locks_one_thread_is_inside_at_a_time() {
    // ANCHOR: one-at-a-time
    model(|| visits::<s1_test_and_set::BinaryLock>(2, 2));
    model(|| visits::<s2_look_first::BinaryLock>(2, 2));
    model(|| visits::<s3_backoff::BinaryLock>(2, 2));
    model(|| visits::<TicketLock>(2, 2));
    // ANCHOR_END: one-at-a-time
}

#[test]
fn the_same_holds_for_three_threads() {
    model(|| visits::<s1_test_and_set::BinaryLock>(3, 1));
    model(|| visits::<s2_look_first::BinaryLock>(3, 1));
    model(|| visits::<s3_backoff::BinaryLock>(3, 1));
    model(|| visits::<TicketLock>(3, 1));
}

#[test]
fn the_verdict_says_that_these_were_all() {
    let look_first = interleave::check(|| visits::<s2_look_first::BinaryLock>(2, 2)).expect_holds();
    let ticket = interleave::check(|| visits::<TicketLock>(2, 2)).expect_holds();
    assert!(look_first.is_exhaustive() && ticket.is_exhaustive());
    expect_file!["../outputs/holds.txt"]
        .assert_eq(&format!("look first\n  {look_first}\nticket\n  {ticket}\n"));
}

#[test]
fn seeing_that_the_lock_is_free_does_not_acquire_it() {
    interleave::check(|| {
        let (lock, total) = (s2_look_first::BinaryLock::default(), Guarded(Cell::new(0)));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    lock.acquire_by_looking();
                    total.add_one();
                    lock.release();
                });
            }
        });
    })
    .expect_fails(FailureKind::DataRace);
}

#[test]
fn the_first_thread_to_take_a_ticket_is_first_inside() {
    // ANCHOR: in-order
    model(|| {
        let (lock, entered) = (TicketLock::default(), Guarded(Cell::new(0)));
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    let ticket = lock.take_ticket();
                    lock.wait_for(ticket);
                    let before_me = entered.0.get();
                    assert!(before_me == ticket, "a thread got in out of turn");
                    entered.add_one();
                    lock.release();
                });
            }
        });
    });
    // ANCHOR_END: in-order
}

/// A visits twice and B once. Were they inside in the order of their tickets?
fn served() -> &'static str {
    let lock = TicketLock::default();
    let (tickets, inside) = (Unseen::new(Vec::new()), Unseen::new(Vec::new()));
    let visit = |name| {
        let ticket = lock.take_ticket();
        tickets.lock().unwrap().push(name);
        lock.wait_for(ticket);
        inside.lock().unwrap().push(name);
        lock.release();
    };
    thread::scope(|s| {
        s.spawn(|| (0..2).for_each(|_| visit('A')));
        s.spawn(|| visit('B'));
    });
    let in_order = tickets.into_inner().unwrap() == inside.into_inner().unwrap();
    if in_order { "first come, first served" } else { "a thread was overtaken" }
}

#[test]
fn every_schedule_of_two_visits_and_one_is_in_the_tree() {
    let mut tree = interleave::schedules(served);
    tree.goal = "First come, first served.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/ticket-schedules.json"].assert_eq(&(json + "\n"));
}

#[test]
fn the_ticket_after_the_last_is_0() {
    // ANCHOR: wraps
    model(|| {
        let lock = TicketLock::starting_at(u32::MAX);
        let entered = Guarded(Cell::new(0_u32));
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    let ticket = lock.take_ticket();
                    lock.wait_for(ticket);
                    assert_eq!(ticket, u32::MAX.wrapping_add(entered.0.get()));
                    entered.add_one();
                    lock.release();
                });
            }
        });
        assert_eq!(lock.take_ticket(), 2);
    });
    // ANCHOR_END: wraps
}

/// main holds the lock, B waits for it, and A acquires it twice. Returns how many times A gets in before B.
fn before_b<L: Lock>(
    arrives: impl Fn(&L) -> Option<u32> + Sync,
    waits: impl Fn(&L, Option<u32>) + Sync,
) -> usize {
    let (lock, entered) = (L::default(), Unseen::new(Vec::new()));
    lock.acquire();
    let b = arrives(&lock);
    thread::scope(|s| {
        s.spawn(|| {
            for _ in 0..2 {
                lock.acquire();
                entered.lock().unwrap().push('A');
                lock.release();
            }
        });
        s.spawn(|| {
            waits(&lock, b);
            entered.lock().unwrap().push('B');
            lock.release();
        });
        lock.release();
    });
    let entered = entered.into_inner().unwrap();
    entered.iter().position(|&who| who == 'B').unwrap()
}

#[test]
fn the_answers_to_the_quiz_on_looking_first_are_what_the_search_finds() {
    use s2_look_first::BinaryLock;
    let answers = outcomes(|| before_b::<BinaryLock>(|_| None, |lock, _| lock.acquire()));
    let quiz = serde_json::json!({
        "version": 1,
        "question": "The lock that looks first is held, and B waits for it. A turns up, wanting the lock twice. Then the holder \
                     releases it. How many times can A get in before B does?",
        "options": ["0", "1", "2"],
        "answers": answers.values().map(usize::to_string).collect::<Vec<_>>(),
        "why": "The first thread to swap after a release gets in, no matter which has waited longer. That can be A \
                each time. If A wanted the lock a thousand times, it could get in a thousand times.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);
}

#[test]
fn the_answers_to_the_quiz_on_tickets_are_what_the_search_finds() {
    let answers = outcomes(|| {
        before_b::<TicketLock>(|lock| Some(lock.take_ticket()), |lock, b| lock.wait_for(b.unwrap()))
    });
    let quiz = serde_json::json!({
        "version": 1,
        "question": "The same with a ticket lock: it is held, B has taken its ticket, and then A turns up, wanting the \
                     lock twice. How many times can A get in before B does?",
        "options": ["0", "1", "2"],
        "answers": answers.values().map(usize::to_string).collect::<Vec<_>>(),
        "replies": {
            "1": "A takes its ticket after B, so B's number is called before A's, no matter how fast A is.",
            "2": "A takes a new ticket each time, and both come after B's.",
        },
        "why": "Each number is called once, and B's comes before the ones that A takes later. The order was settled when \
                B took its ticket, and no scheduler can change it.",
    });
    check_snapshot(expect_file!["../traces/quiz-ticket.json"], &quiz);
}

#[test]
fn any_thread_may_take_the_first_ticket() {
    let answers = outcomes(|| {
        let lock = TicketLock::default();
        thread::scope(|s| {
            let both = [0, 1].map(|_| s.spawn(|| lock.take_ticket()));
            both.map(|one| one.join().unwrap())
        })
    });
    assert!(answers.values().eq(&[[0, 1], [1, 0]]));
    assert!(Checker::new().check(|| visits::<TicketLock>(2, 1)).holds());
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}

// At the end, so that what is above keeps its lines, which the traces name.
mod edits;
