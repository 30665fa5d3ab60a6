//! Threads that hold the lock and threads that sleep until it is free, in every order.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only the first time round: `a_thread_woken_in_vain_sleeps_again` and `a_thread_waits_however_often_it_is_overtaken`;
//! - only two threads: `of_two_sleeping_threads_none_is_forgotten`, and the same with three;
//! - names that stay on the list: `release_unparks_at_most_one_thread`, `no_thread_sleeps_while_the_lock_is_free`;
//! - retries that end: a thread is overtaken at most 4 times here.

use std::sync::atomic as unseen;

use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use interleave::trace::{Counterexample, Operation, Trace};
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
fn of_two_sleeping_threads_none_is_forgotten() {
    few_preemptions().model(|| cut(3, 1));
}

#[test]
fn of_three_sleeping_threads_none_is_forgotten() {
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
fn the_lock_hands_on_what_was_done_under_it() {
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

#[test]
fn a_waiting_thread_sleeps() {
    let verdict = Checker::new().order_only().try_check(|| {
        let lock = ParkingLock::default();
        lock.acquire();
        lock.acquire();
    });
    let found = match verdict {
        Ok(Verdict::Fails(found)) => found,
        Ok(Verdict::Holds(_)) => {
            panic!("the lock was never released, but `acquire` returned a second time")
        }
        Err(problem) => panic!(
            "the lock is never released, and the thread that waits for it does not sleep: {problem}"
        ),
    };
    assert!(
        matches!(found.kind(), "lost_wakeup" | "deadlock"),
        "the lock is never released, and the thread that waits for it does not sleep:\n{found}"
    );
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

/// A holds the lock, B comes, and then C. A releases. They take turns as the letters say.
fn follow(schedule: &str) -> Trace {
    let run = Checker::new().try_replay(schedule, || {
        let (lock, cutter) = (ParkingLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    lock.acquire();
                    cutter.load(SeqCst);
                    lock.release();
                });
            }
        });
    });
    match run {
        Ok(run) => run.trace,
        Err(ReplayError::Fails(found)) => found.trace,
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => *run,
        Err(ReplayError::Search(error)) => panic!("{error}"),
    }
}

#[test]
fn the_first_thread_on_the_list_is_unparked_first() {
    let mut schedule = String::new();
    // A keeps the lock at first. The others go as far as they can.
    for (who, stays) in [('A', true), ('B', false), ('C', false), ('A', false)] {
        for _ in 0..12 {
            let (trace, longer) = (follow(&schedule), format!("{schedule} {who}"));
            let is_there = trace.steps.last().is_some_and(|s| s.operation == Operation::Load);
            if stays && is_there || follow(&longer).steps.len() == trace.steps.len() {
                break;
            }
            schedule += &format!(" {who}");
        }
    }
    let trace = follow(&schedule);
    let first = trace.steps.iter().find(|step| step.operation == Operation::Unpark);
    assert!(
        first.is_none_or(|step| step.target == Some(2)),
        "B was on the list before C, but the `release` of A unparked C.\n\n{trace}"
    );
}

/// A acquires four times, and keeps the lock the fourth time. B acquires once. They take turns as the letters say.
/// Returns how often A has acquired, and 100 more if B has.
fn overtakes(schedule: &str) -> (u32, Result<Trace, Box<Counterexample>>) {
    // Std's atomic: the explorer does not see it, so the letters are the steps of the lock.
    let visits = unseen::AtomicU32::new(0);
    let run = Checker::new().try_replay(schedule, || {
        let lock = ParkingLock::default();
        thread::scope(|s| {
            s.spawn(|| {
                for visit in 1..=4 {
                    lock.acquire();
                    visits.fetch_add(1, SeqCst);
                    if visit < 4 {
                        lock.release();
                    }
                }
            });
            s.spawn(|| {
                lock.acquire();
                visits.fetch_add(100, SeqCst);
            });
        });
    });
    let run = match run {
        Ok(run) => Ok(run.trace),
        Err(ReplayError::Fails(found)) => Err(found),
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => Ok(*run),
        Err(ReplayError::Search(error)) => panic!("{error}"),
    };
    (visits.into_inner(), run)
}

#[test]
fn a_thread_woken_in_vain_sleeps_again() {
    let mut schedule = String::new();
    for visit in 1..=4 {
        // A goes on until it has acquired again, and then B until it sleeps.
        for (who, enough) in [('A', visit), ('B', 5)] {
            for turn in 0.. {
                let (visits, run) = overtakes(&schedule);
                let trace = match run {
                    Ok(trace) => trace,
                    // B sleeps for good, as it should.
                    Err(found) if matches!(found.kind(), "lost_wakeup" | "deadlock") => return,
                    Err(found) => panic!(
                        "A holds the lock, B was woken in vain, and does not sleep again:\n{found}"
                    ),
                };
                let steps = |trace: &Trace| trace.steps.iter().map(|s| 1 + s.spins).sum::<usize>();
                // A thread that looks a few times before it sleeps takes some turns without a new step.
                let stands = (1..=6).all(|more| {
                    let longer = format!("{schedule}{}", format!(" {who}").repeat(more));
                    matches!(overtakes(&longer).1, Ok(then) if steps(&then) == steps(&trace))
                });
                if visits % 100 >= enough || stands {
                    break;
                }
                assert!(
                    turn < 60,
                    "A holds the lock, {who} was woken in vain, and does not sleep again:\n\n{trace}"
                );
                schedule += &format!(" {who}");
            }
        }
    }
    let (visits, run) = overtakes(&schedule);
    assert!(
        visits < 100,
        "A never released the lock, and B went on without it:\n\n{}",
        run.map_or_else(|found| found.to_string(), |trace| trace.to_string())
    );
}

#[test]
fn a_thread_waits_however_often_it_is_overtaken() {
    few_preemptions().max_preemptions(3).model(|| {
        let (lock, inside) = (ParkingLock::default(), AtomicU32::new(0));
        let visit = || {
            lock.acquire();
            let others = inside.fetch_add(1, SeqCst);
            assert!(others == 0, "two threads hold the lock at once: two people are at the cutter");
            inside.fetch_sub(1, SeqCst);
            lock.release();
        };
        thread::scope(|s| {
            s.spawn(|| (0..4).for_each(|_| visit()));
            s.spawn(visit);
        });
    });
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
