//! Sends threads to a counter, and watches which of them acquires the lock when.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only the first time round: A comes twice in `threads_acquire_in_the_order_of_their_tickets`, and both come twice in
//!   `at_most_one_holds_the_lock_when_both_come_twice`;
//! - small numbers only: `the_order_is_kept_when_the_numbers_wrap`, `all_bits_of_a_ticket_count`;
//! - std's numbers in place of the explorer's: `the_first_ticket_is_the_number_given_to_starting_at`.

use std::sync::Mutex as Unseen;
use std::sync::mpsc;
use std::time::Duration;

use interleave::cell::Cell;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::trace::{Failure, Operation, Trace};
use interleave::{Checker, ReplayError, SearchError, Verdict, thread};
use ticket::TicketLock;

/// A counter at which one person is served at a time.
#[derive(Default)]
struct Counter {
    people: AtomicU32,
    served: Cell<u32>,
}

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Counter {}

impl Counter {
    /// No other thread may be there.
    fn come(&self) {
        // Relaxed, here and below: only the lock orders what is done at the counter.
        let others = self.people.fetch_add(1, Relaxed);
        assert!(others == 0, "two threads hold the lock at once: two people are at the counter");
    }

    fn leave(&self) {
        self.people.fetch_sub(1, Relaxed);
    }

    /// Uses plain data.
    fn serve(&self) {
        self.served.set(self.served.get() + 1);
    }
}

/// This many threads acquire and release this many times each, and do `serve` in between.
fn come(first_ticket: u32, people: u32, times: u32, serve: fn(&Counter)) {
    let (lock, counter) = (TicketLock::starting_at(first_ticket), Counter::default());
    thread::scope(|s| {
        for _ in 0..people {
            s.spawn(|| {
                for _ in 0..times {
                    lock.acquire();
                    counter.come();
                    serve(&counter);
                    counter.leave();
                    lock.release();
                }
            });
        }
    });
}

/// All interleavings, or as many as there is time for: with weak exchanges, or without tickets, there are too many.
fn in_time() -> Checker {
    Checker::new().order_only().max_executions(5_000)
}

/// A comes twice, B and C come once. They take turns as the letters say. Returns the letters of the threads that acquired
/// the lock, in that order, and the run, as far as the schedule was possible.
fn follow(first_ticket: u32, schedule: &str) -> (String, Trace) {
    let served = Unseen::new(String::new());
    let run = Checker::new().try_replay(schedule, || {
        served.lock().unwrap().clear();
        let lock = TicketLock::starting_at(first_ticket);
        thread::scope(|s| {
            for name in ['A', 'B', 'C'] {
                let (lock, served) = (&lock, &served);
                s.spawn(move || {
                    for _ in 0..if name == 'A' { 2 } else { 1 } {
                        lock.acquire();
                        served.lock().unwrap().push(name);
                        lock.release();
                    }
                });
            }
        });
    });
    let trace = match run {
        Ok(run) => run.trace,
        Err(ReplayError::Fails(found)) if matches!(found.failure, Failure::Assertion { .. }) => {
            panic!("\n{found}")
        }
        Err(ReplayError::Fails(found)) => found.trace,
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => *run,
        Err(ReplayError::Search(error)) => panic!("{error}"),
    };
    (served.into_inner().unwrap(), trace)
}

/// Adds turns of this thread, until it waits or is done, or `enough` says so.
fn turns(first_ticket: u32, schedule: &mut String, who: char, enough: impl Fn(&str) -> bool) {
    let steps = |trace: &Trace| trace.steps.iter().map(|step| 1 + step.spins).sum::<usize>();
    for _ in 0..12 {
        let (served, before) = follow(first_ticket, schedule);
        let longer = format!("{schedule} {who}");
        if enough(&served) || steps(&follow(first_ticket, &longer).1) == steps(&before) {
            return;
        }
        *schedule = longer;
    }
}

/// A holds the lock. B comes, and then C. A releases and comes again, and C is the first to see it.
/// (If no thread acquires at all, other tests say so.)
#[track_caller]
fn in_the_order_of_coming(first_ticket: u32) {
    let (mut schedule, never) = (String::new(), |_: &str| false);
    turns(first_ticket, &mut schedule, 'A', |served| served == "A");
    for who in ['B', 'C'] {
        turns(first_ticket, &mut schedule, who, never);
        let (served, trace) = follow(first_ticket, &schedule);
        assert!(
            served == "A",
            "A holds the lock, but {who} acquired it as well. The first ticket had the number {first_ticket}.\n\n{trace}"
        );
    }
    // Several times, because a thread may have to wait for another one.
    for who in ['A', 'C', 'B', 'A', 'C', 'B', 'A', 'C'] {
        turns(first_ticket, &mut schedule, who, never);
        let (served, trace) = follow(first_ticket, &schedule);
        assert!(
            "ABCA".starts_with(&served),
            "B waited, then C waited, and then A released and came again. They acquired the lock in the order \
             {served}, not ABCA.\n\n{trace}"
        );
    }
}

#[test]
fn threads_acquire_in_the_order_of_their_tickets() {
    in_the_order_of_coming(0);
}

#[test]
fn at_most_one_thread_holds_the_lock() {
    interleave::model(|| come(0, 2, 1, Counter::serve));
}

#[test]
fn at_most_one_holds_the_lock_when_both_come_twice() {
    // From before the last ticket to after it.
    in_time().model(|| come(u32::MAX - 1, 2, 2, |_| {}));
}

#[test]
fn at_most_one_of_three_holds_the_lock() {
    in_time().model(|| come(0, 3, 1, |_| {}));
}

#[test]
fn the_order_is_kept_when_the_numbers_wrap() {
    // Numbers with a sign wrap in the middle.
    for first_ticket in [u32::MAX, u32::MAX - 1, i32::MAX as u32] {
        in_the_order_of_coming(first_ticket);
    }
}

/// Whether this is the value of an atomic that has this number in it: alone, or as one half of 64 bits.
fn holds(value: Option<&String>, number: u32) -> bool {
    let value = value.and_then(|value| value.parse::<i128>().ok());
    value.is_some_and(|value| [value as u32, (value >> 32) as u32].contains(&number))
}

#[test]
fn the_first_ticket_is_the_number_given_to_starting_at() {
    for first_ticket in [0x7654_3210, u32::MAX] {
        let run = interleave::replay("", || TicketLock::starting_at(first_ticket).acquire());
        assert!(
            run.steps.iter().any(|step| {
                holds(step.read.as_ref(), first_ticket) || holds(step.wrote.as_ref(), first_ticket)
            }),
            "the lock starts at the number {first_ticket}, but no step of the first `acquire` reads or writes it. Keep \
             `starting_at`, and take the atomics from `interleave::sync`.\n\n{run}"
        );
    }
}

/// Each `release` calls the next number. This calls too many, so that `acquire` draws a ticket that lies behind: as far as
/// the lock can tell, almost 2³² threads are waiting. Whether `acquire` returns.
///
/// A lock that gives a hint for each thread before it is busy with that for a long time. It is not waited for.
fn acquires_behind(too_many: u32) -> bool {
    let (answer, answered) = mpsc::channel();
    std::thread::spawn(move || {
        let verdict = Checker::new().order_only().try_check(|| {
            let lock = TicketLock::starting_at(0);
            for _ in 0..too_many {
                lock.release();
            }
            lock.acquire();
        });
        answer.send(matches!(verdict, Ok(Verdict::Holds(_))))
    });
    answered.recv_timeout(Duration::from_secs(2)).unwrap_or(false)
}

#[test]
fn all_bits_of_a_ticket_count() {
    // A distance whose last 14 bits are 0.
    let far = 1 << 14;
    assert!(
        !acquires_behind(far) || acquires_behind(1),
        "the ticket and the number on the board are {far} apart, and `acquire` takes them for the same number: does it \
         compare all the bits?"
    );
}

#[test]
fn a_thread_that_comes_again_after_the_wrap_acquires() {
    for first_ticket in [u32::MAX, u32::MAX - 1] {
        Checker::new().order_only().model(|| come(first_ticket, 1, 3, |_| {}));
    }
}

#[test]
fn a_waiting_thread_only_loads() {
    let mut schedule = String::new();
    turns(0, &mut schedule, 'A', |served| served == "A");
    turns(0, &mut schedule, 'B', |_| false);
    let (served, trace) = follow(0, &schedule);
    let last = trace.steps.iter().rfind(|step| step.thread == 2);
    let looks = last.is_none_or(|step| {
        matches!(step.operation, Operation::Load | Operation::Yield | Operation::Fence)
    });
    assert!(
        served != "A" || looks,
        "B waits for its number, and writes while it waits. It should only look at the board: a load.\n\n{trace}"
    );
}

#[test]
fn every_failed_look_is_followed_by_a_hint() {
    // With three, the number on the board changes before it is the last one's turn.
    for people in [2, 3] {
        let verdict = in_time().check(|| come(0, people, 1, |_| {}));
        // If two threads hold the lock at once, other tests say so.
        let Verdict::Holds(explored) = verdict else { return };
        let unhinted = explored.unhinted_spins();
        // A weak exchange that fails for no reason may be repeated without a hint, once by each thread.
        let weak = explored.most(Operation::FailedSpuriously) > 0;
        let allowed = if weak { u64::from(people) } else { 0 };
        assert!(
            unhinted <= allowed,
            "a thread that waits looks again without `hint::spin_loop()` in between: {unhinted} looks in one run were \
             repeated without a hint"
        );
    }
}

#[test]
fn two_locks_are_independent() {
    interleave::model(|| {
        let (lock, other) = (TicketLock::starting_at(0), TicketLock::starting_at(5));
        lock.acquire();
        other.acquire();
        other.release();
        lock.release();
        other.acquire();
    });
}
