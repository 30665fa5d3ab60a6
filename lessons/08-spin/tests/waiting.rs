//! Every claim in chapter 08 about how threads wait: schedules that are replayed, and their steps counted.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

/// A hint that does nothing. With a real one the explorer lets a waiting thread try again only after a change; here
/// the repeated tries are the point. Without a hint, a thread may try four times.
mod hint {
    pub fn spin_loop() {}
}

use interleave::{backoff, thread};

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
use interleave::trace::{Operation, Trace};
use interleave::{Run, replay};
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

/// A acquires and releases `times_of_a` times, B once. Returns the holders in order.
// ANCHOR: a-and-b
fn a_and_b<L: Lock>(times_of_a: usize) -> String {
    // `Unseen` is std's mutex: it adds no steps to the picture.
    let (lock, entered) = (L::default(), Unseen::new(String::new()));
    let visit = |name| {
        lock.acquire();
        entered.lock().unwrap().push(name);
        lock.release();
    };
    thread::scope(|s| {
        s.spawn(|| (0..times_of_a).for_each(|_| visit('A')));
        s.spawn(|| visit('B'));
    });
    entered.into_inner().unwrap()
}
// ANCHOR_END: a-and-b

/// How many steps of this kind B took, repetitions included.
fn of_b(trace: &Trace, operation: Operation) -> usize {
    let its = trace.steps.iter().filter(|step| step.thread == 2 && step.operation == operation);
    its.map(|step| 1 + step.spins).sum()
}

/// A acquires the lock, B looks `looks` times, and then A releases it and B gets in.
fn b_looks<L: Lock>(looks: usize, gets_in: &str) -> Run<String> {
    replay(&format!("A {} A {gets_in}", "B ".repeat(looks)), || a_and_b::<L>(1))
}

#[test]
fn a_waiter_that_tries_writes_each_time() {
    for looks in 1..=4 {
        let run = b_looks::<s1_test_and_set::BinaryLock>(looks, "B B");
        assert_eq!(of_b(&run.trace, Operation::Swap), looks + 1);
        assert_eq!(of_b(&run.trace, Operation::Load), 0);
    }
    let run = b_looks::<s1_test_and_set::BinaryLock>(4, "B B");
    check_snapshot(expect_file!["../traces/tries.json"], &run.trace);
}

#[test]
fn a_single_waiter_that_looks_first_writes_twice_however_long_it_waits() {
    for looks in 1..=4 {
        // The first step is a try, in case the lock is free.
        let run = b_looks::<s2_look_first::BinaryLock>(1 + looks, "B B B");
        assert_eq!(of_b(&run.trace, Operation::Swap), 2);
        assert_eq!(of_b(&run.trace, Operation::Load), looks + 1);
    }
    let run = b_looks::<s2_look_first::BinaryLock>(4, "B B B");
    check_snapshot(expect_file!["../traces/looks.json"], &run.trace);
}

#[test]
fn after_a_release_all_waiters_that_look_first_swap() {
    let run = replay("A B C A B C B C B C C C", || {
        let lock = s2_look_first::BinaryLock::default();
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    lock.acquire();
                    lock.release();
                });
            }
        });
    });
    let of_c =
        run.steps.iter().filter(|step| step.thread == 3 && step.operation == Operation::Swap);
    // The first two fail, even though the lock was released only once before the second.
    assert_eq!(of_c.count(), 3);
    check_snapshot(expect_file!["../traces/burst.json"], &run.trace);
}

#[test]
fn a_thread_with_a_ticket_writes_once_to_get_in() {
    let run = replay("A A B B B B A A B B B", || a_and_b::<TicketLock>(1));
    assert_eq!(of_b(&run.trace, Operation::FetchAdd), 1);
    assert_eq!(of_b(&run.trace, Operation::Store), 1, "to call the next one");
}

#[test]
fn a_waiter_that_tries_can_be_overtaken_any_number_of_times() {
    // ANCHOR: starves
    // B tries only while A is inside. A acquires the lock three times.
    let schedule = "A B A  A B A  A B A  B B";
    let run = replay(schedule, || a_and_b::<s1_test_and_set::BinaryLock>(3));
    assert_eq!(run.value, "AAAB");
    // ANCHOR_END: starves
    check_snapshot(expect_file!["../traces/starves.json"], &run.trace);
    for times in [1, 10, 100] {
        let schedule = format!("A B A {} B B", "A A ".repeat(times - 1));
        let run = replay(&schedule, || a_and_b::<s1_test_and_set::BinaryLock>(times));
        assert_eq!(run.value, "A".repeat(times) + "B");
    }
}

#[test]
fn a_waiter_that_looks_first_or_backs_off_can_be_overtaken_too() {
    for times in [1, 10, 100] {
        let schedule = format!("A B B A {} B B B", "A A ".repeat(times - 1));
        let run = replay(&schedule, || a_and_b::<s2_look_first::BinaryLock>(times));
        assert_eq!(run.value, "A".repeat(times) + "B");
        let run = replay(&schedule, || a_and_b::<s3_backoff::BinaryLock>(times));
        assert_eq!(run.value, "A".repeat(times) + "B");
    }
}

#[test]
fn no_thread_overtakes_one_that_has_a_ticket() {
    // A is back before B has looked again, but B has its ticket.
    let run = replay("A A B B A A A A B B B A A A", || a_and_b::<TicketLock>(2));
    assert_eq!(run.value, "ABA");
    check_snapshot(expect_file!["../traces/ticket.json"], &run.trace);
}
