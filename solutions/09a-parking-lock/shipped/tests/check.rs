//! Threads that hold the lock and threads that sleep until it is free, in every order.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only the first time round: `a_thread_woken_for_nothing_sleeps_again`, and
//!   `a_thread_sleeps_again_however_often_it_is_overtaken` (1,000 times);
//! - only two threads: `neither_of_two_sleeping_threads_is_forgotten`, and the same with three;
//! - names that stay on the list: `release_unparks_at_most_one_thread`, `no_thread_sleeps_while_the_lock_is_free`, and,
//!   when they are not the first, `a_thread_that_woke_for_no_reason_and_went_in_is_not_called`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic as unseen;

use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use interleave::trace::{Counterexample, Operation, Step, Trace};
use interleave::{Checker, Explored, ReplayError, SearchError, Verdict, cell, thread};
use parking_lock::ParkingLock;

/// Plain data that is used only under the lock.
#[derive(Default)]
struct Pieces(cell::Cell<u32>);

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Pieces {}

/// This many threads acquire and release this many times each.
fn cut(threads: u32, each: u32) {
    let (lock, inside) = (ParkingLock::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..each {
                    lock.acquire();
                    let others = inside.fetch_add(1, SeqCst);
                    assert!(
                        others == 0,
                        "two threads hold the lock at once: two people are at the cutter"
                    );
                    inside.fetch_sub(1, SeqCst);
                    lock.release();
                }
            });
        }
    });
}

/// The ways to sleep.
const SLEEPS: [Operation; 3] = [Operation::FutexWait, Operation::Park, Operation::Wait];

/// The interleavings with at most two preemptions, or as many of them as there is time for.
fn few_preemptions() -> Checker {
    Checker::new().order_only().max_preemptions(2).max_executions(10_000)
}

#[track_caller]
fn holds(verdict: Verdict) -> Explored {
    match verdict {
        Verdict::Holds(explored) => explored,
        Verdict::Fails(counterexample) => panic!("\n{counterexample}"),
    }
}

#[test]
fn no_thread_sleeps_while_the_lock_is_free() {
    Checker::new().order_only().model(|| {
        let lock = ParkingLock::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    lock.acquire();
                    lock.release();
                });
            }
        });
    });
}

#[test]
fn at_most_one_thread_holds_the_lock() {
    Checker::new().order_only().model(|| cut(2, 1));
}

#[test]
fn at_most_one_holds_the_lock_when_both_come_twice() {
    few_preemptions().model(|| cut(2, 2));
}

#[test]
fn neither_of_two_sleeping_threads_is_forgotten() {
    few_preemptions().model(|| cut(3, 1));
}

#[test]
fn none_of_three_sleeping_threads_is_forgotten() {
    few_preemptions().max_preemptions(1).max_executions(3_000).model(|| {
        let lock = ParkingLock::default();
        lock.acquire();
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    lock.acquire();
                    lock.release();
                });
            }
            lock.release();
        });
    });
}

#[test]
fn the_lock_passes_on_what_was_done_under_it() {
    interleave::model(|| {
        let (lock, pieces) = (ParkingLock::default(), Pieces::default());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let pieces = &pieces;
                    lock.acquire();
                    pieces.0.set(pieces.0.get() + 1);
                    lock.release();
                });
            }
        });
        lock.acquire();
        let made = pieces.0.get();
        assert!(made == 2, "two threads added 1 under the lock, but it reads {made}");
    });
}

const AWAKE: &str = "the lock is never released, and a thread that waits for it does not sleep";

#[test]
fn a_waiting_thread_sleeps() {
    for others in 0..2 {
        let verdict = Checker::new().order_only().try_check(|| {
            let lock = ParkingLock::default();
            lock.acquire();
            thread::scope(|s| {
                for _ in 0..others {
                    s.spawn(|| lock.acquire());
                }
                lock.acquire();
            });
        });
        let found = match verdict {
            Ok(Verdict::Fails(found)) => found,
            Ok(Verdict::Holds(_)) => {
                panic!("the lock was never released, but `acquire` returned a second time")
            }
            Err(problem) => panic!("{AWAKE}: {problem}"),
        };
        assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{AWAKE}:\n{found}");
    }
}

#[test]
fn release_unparks_at_most_one_thread() {
    let explored = holds(few_preemptions().max_preemptions(3).check(|| {
        let (lock, free) = (ParkingLock::default(), AtomicBool::new(false));
        lock.acquire();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    lock.acquire();
                    free.load(SeqCst);
                    lock.release();
                });
            }
            lock.release();
            lock.acquire();
            free.store(true, SeqCst);
            lock.release();
        });
    }));
    let to_all = explored.most(Operation::NotifyAll) + explored.most(Operation::FutexWakeAll);
    assert!(to_all == 0, "only one thread can get the lock, but `release` woke all of them");
    let calls = explored.most(Operation::Unpark);
    assert!(
        calls <= 4,
        "`release` was called 4 times, but `unpark` {calls} times: each `release` should wake one thread, not all"
    );
}

/// So many threads acquire and release once each. They take turns as the letters say. A failure comes with its trace.
fn follow(threads: u32, schedule: &str) -> (Trace, Option<Box<Counterexample>>) {
    let run = Checker::new().try_replay(schedule, || {
        let (lock, cutter) = (ParkingLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..threads {
                s.spawn(|| {
                    lock.acquire();
                    cutter.load(SeqCst);
                    lock.release();
                });
            }
        });
    });
    match run {
        Ok(run) => (run.trace, None),
        Err(ReplayError::Fails(found)) => (found.trace.clone(), Some(found)),
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => (*run, None),
        Err(ReplayError::Search(error)) => panic!("{error}"),
    }
}

/// Where a thread stops.
#[derive(Clone, Copy, PartialEq)]
enum Until {
    /// It holds the lock.
    In,
    /// It is parked, and has not been called.
    Parked,
}

/// Adds letters of this thread until it has come so far, or can go no further.
fn goes(threads: u32, schedule: &mut String, who: char, until: Until) {
    for _ in 0..12 {
        let trace = follow(threads, schedule).0;
        let longer = format!("{schedule} {who}");
        let then = follow(threads, &longer).0;
        let is_in = trace.steps.last().is_some_and(|step| step.operation == Operation::Load);
        // A parked thread that gets a letter wakes for no reason.
        let wakes = then.steps.last().map(|step| step.operation);
        let parked = wakes == Some(Operation::WokeSpuriously);
        let stops = if until == Until::In { is_in } else { parked };
        if stops || then.steps.len() == trace.steps.len() {
            return;
        }
        *schedule = longer;
    }
}

#[test]
fn the_first_thread_on_the_list_is_unparked_first() {
    let mut schedule = String::new();
    goes(3, &mut schedule, 'A', Until::In);
    for who in ['B', 'C', 'A'] {
        goes(3, &mut schedule, who, Until::Parked);
    }
    let trace = follow(3, &schedule).0;
    let first = trace.steps.iter().find(|step| step.operation == Operation::Unpark);
    assert!(
        first.is_none_or(|step| step.target == Some(2)),
        "B was on the list before C, but the `release` of A unparked C.\n\n{trace}"
    );
}

#[test]
fn a_thread_that_woke_for_no_reason_and_went_in_is_not_called() {
    for wakes in ['C', 'D'] {
        let mut schedule = String::new();
        goes(4, &mut schedule, 'A', Until::In);
        // B, C and D sleep. A releases, and calls B. But another one wakes for no reason, and is quicker.
        for who in ['B', 'C', 'D', 'A'] {
            goes(4, &mut schedule, who, Until::Parked);
        }
        goes(4, &mut schedule, wakes, Until::In);
        for who in "BDCBDCBDC".chars() {
            goes(4, &mut schedule, who, Until::Parked);
        }
        if let (_, Some(found)) = follow(4, &schedule) {
            panic!("{wakes} woke for no reason, found the lock free, and took it.\n{found}");
        }
    }
}

/// What has happened when A acquired again and again, and B once, as far as a schedule led them.
struct Overtaken {
    /// How often A has acquired.
    visits: u32,
    /// What B has done instead of waiting.
    did: Option<&'static str>,
    trace: Trace,
    /// A failure other than that B sleeps for good.
    failure: Option<Box<Counterexample>>,
    /// Whether no thread can go on.
    is_over: bool,
}

/// A acquires so many times, and keeps the lock the last time. B acquires once. They take turns as the letters say.
fn overtake(times: u32, schedule: &str) -> Overtaken {
    // Std's atomics: the explorer does not see them, so the letters are the steps of the lock.
    let (visits, left) = (unseen::AtomicU32::new(0), unseen::AtomicUsize::new(0));
    let run = Checker::new().try_replay(schedule, || {
        let lock = ParkingLock::default();
        thread::scope(|s| {
            s.spawn(|| {
                for visit in 1..=times {
                    lock.acquire();
                    visits.store(visit, SeqCst);
                    if visit < times {
                        lock.release();
                    }
                }
            });
            s.spawn(|| {
                let acquired = catch_unwind(AssertUnwindSafe(|| lock.acquire()));
                left.store(if acquired.is_ok() { 1 } else { 2 }, SeqCst);
                acquired.unwrap();
            });
        });
    });
    let did = [None, Some("went on without the lock"), Some("panicked")][left.into_inner()];
    let visits = visits.into_inner();
    let (trace, failure, is_over) = match run {
        Ok(run) => (run.trace, None, true),
        Err(ReplayError::Fails(found)) => {
            let sleeps = matches!(found.kind(), "lost_wakeup" | "deadlock");
            (found.trace.clone(), (!sleeps).then_some(found), true)
        }
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => (*run, None, false),
        Err(ReplayError::Search(error)) => panic!("{error}"),
    };
    Overtaken { visits, did, trace, failure, is_over }
}

/// How often B has gone to sleep in these steps.
fn sleeps<'a>(steps: impl Iterator<Item = &'a Step>) -> usize {
    steps.filter(|s| s.thread == 2 && SLEEPS.contains(&s.operation)).map(|s| 1 + s.spins).sum()
}

/// A releases, unless this is its first visit, and goes on until it has acquired again; then B goes on until it sleeps.
/// Adds their letters, and returns whether A can come again.
fn one_visit(schedule: &mut String, times: u32, visit: u32) -> bool {
    for who in ['A', 'B'] {
        for turn in 0.. {
            let now = overtake(times, schedule);
            if let Some(found) = now.failure {
                panic!(
                    "A holds the lock; B was woken for nothing and doesn't go back to sleep:\n{found}"
                );
            }
            if now.is_over {
                return false;
            }
            let steps =
                |run: &Overtaken| run.trace.steps.iter().map(|s| 1 + s.spins).sum::<usize>();
            // A thread that looks a few times before it sleeps takes some turns without a new step.
            let stands = (1..=6).all(|more| {
                let then =
                    overtake(times, &format!("{schedule}{}", format!(" {who}").repeat(more)));
                !then.is_over && steps(&then) == steps(&now)
            });
            if who == 'A' && now.visits >= visit || stands {
                // A wake for nothing and a spurious one make two.
                let waits =
                    sleeps(now.trace.steps.iter().rev().take_while(|step| step.thread != 1));
                assert!(
                    who == 'A' || waits <= 3,
                    "A holds the lock, and B waits for it {waits} times in a row: each sleep ends at once.\n\n{}",
                    now.trace
                );
                break;
            }
            assert!(
                turn < 60,
                "A holds the lock; {who} was woken for nothing and doesn't go back to sleep:\n\n{}",
                now.trace
            );
            *schedule += &format!(" {who}");
        }
    }
    true
}

#[test]
fn a_thread_woken_for_nothing_sleeps_again() {
    let mut schedule = String::new();
    if (1..=4).all(|visit| one_visit(&mut schedule, 4, visit)) {
        let Overtaken { did, trace, .. } = overtake(4, &schedule);
        assert!(
            did.is_none(),
            "A never released the lock, and B {}:\n\n{trace}",
            did.unwrap_or_default()
        );
    }
}

#[test]
fn a_thread_sleeps_again_however_often_it_is_overtaken() {
    const TIMES: u32 = 1_000;
    let (mut schedule, mut lengths) = (String::new(), Vec::new());
    for visit in 1..=4 {
        if !one_visit(&mut schedule, TIMES, visit) {
            return;
        }
        lengths.push(schedule.len());
    }
    // What the two do in their fourth round they do in each.
    let round = schedule[lengths[2]..].repeat(TIMES as usize - 5);
    let Overtaken { visits, did, trace, .. } = overtake(TIMES, &(schedule + &round));
    assert!(
        did.is_none(),
        "A acquired {visits} times, and each time B was woken for nothing. The last time, B {}",
        did.unwrap_or_default()
    );
    let slept = sleeps(trace.steps.iter());
    assert!(
        slept + 2 >= visits as usize,
        "A acquired {visits} times, and each time B was woken for nothing, but B slept only {slept} times"
    );
}

#[test]
fn no_unpark_when_no_thread_waits() {
    let explored = holds(Checker::new().order_only().check(|| {
        let lock = ParkingLock::default();
        for _ in 0..3 {
            lock.acquire();
            lock.release();
        }
    }));
    let calls = explored.most(Operation::Unpark);
    assert!(calls == 0, "no other thread uses the lock, but `unpark` was called {calls} times");
}

#[test]
fn another_thread_may_release() {
    Checker::new().order_only().model(|| {
        let (lock, freed) = (ParkingLock::default(), AtomicBool::new(false));
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                freed.store(true, SeqCst);
                lock.release();
            });
            lock.acquire();
            assert!(freed.load(SeqCst), "got the lock before it was released");
        });
    });
}

#[test]
fn two_locks_are_independent() {
    few_preemptions().model(|| {
        let (lock, other) = (ParkingLock::default(), ParkingLock::default());
        lock.acquire();
        other.acquire();
        thread::scope(|s| {
            s.spawn(|| other.acquire());
            s.spawn(|| lock.acquire());
            lock.release();
            other.release();
        });
    });
}
