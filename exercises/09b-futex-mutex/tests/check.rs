//! Threads that hold the lock, sleep until it is free, and wake each other, in every order.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only the first time round: `a_thread_woken_in_vain_sleeps_again`,
//!   `no_sleeping_thread_is_forgotten_when_the_holder_comes_back`, `no_wake_is_needed_after_the_contention`;
//! - only two threads: `of_two_sleeping_threads_none_is_forgotten`, and the same with three;
//! - only the uncontended wake is counted: `release_wakes_at_most_one_thread`.

use std::sync::atomic as unseen;

use futex_mutex::FutexLock;
use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use interleave::trace::{Counterexample, Operation, Trace};
use interleave::{Checker, Explored, ReplayError, SearchError, Verdict, cell, thread};

/// As many interleavings as there is time for. With more than one wake for each release there are too many.
fn in_time() -> Checker {
    Checker::new().max_executions(6_000)
}

/// The same with at most two preemptions.
fn few_preemptions() -> Checker {
    in_time().order_only().max_preemptions(2)
}

#[track_caller]
fn holds(verdict: Verdict) -> Explored {
    match verdict {
        Verdict::Holds(explored) => explored,
        Verdict::Fails(counterexample) => panic!("\n{counterexample}"),
    }
}

/// How often a thread was woken, at most in one run.
fn wakes(explored: &Explored) -> u64 {
    explored.most(Operation::FutexWakeOne) + explored.most(Operation::FutexWakeAll)
}

/// This many threads acquire and release once each.
fn night(threads: u32) {
    let (lock, inside) = (FutexLock::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                lock.acquire();
                let others = inside.fetch_add(1, SeqCst);
                assert!(
                    others == 0,
                    "two threads hold the lock at once: two guests are in the bathroom"
                );
                inside.fetch_sub(1, SeqCst);
                lock.release();
            });
        }
    });
}

#[test]
fn no_wake_when_no_thread_waits() {
    let explored = holds(in_time().order_only().check(|| {
        let lock = FutexLock::default();
        for _ in 0..3 {
            lock.acquire();
            lock.release();
        }
    }));
    let wakes = wakes(&explored);
    assert!(
        wakes == 0,
        "one thread acquired and released 3 times, no other thread uses the lock, but it called `wake_one` {wakes} times"
    );
}

#[test]
fn at_most_one_of_two_holds_the_lock_and_none_sleeps_on() {
    in_time().order_only().model(|| night(2));
}

#[test]
fn of_two_sleeping_threads_none_is_forgotten() {
    few_preemptions().model(|| night(3));
}

#[test]
fn of_three_sleeping_threads_none_is_forgotten() {
    few_preemptions().max_preemptions(1).max_executions(3_000).model(|| {
        let lock = FutexLock::default();
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
fn no_sleeping_thread_is_forgotten_when_the_holder_comes_back() {
    few_preemptions().model(|| {
        let lock = FutexLock::default();
        lock.acquire();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    lock.acquire();
                    lock.release();
                });
            }
            lock.release();
            lock.acquire();
            lock.release();
        });
    });
}

#[test]
fn the_lock_hands_on_what_was_done_under_it() {
    /// Plain data that is used only under the lock.
    #[derive(Default)]
    struct Towels(cell::Cell<u32>);
    // SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
    unsafe impl Sync for Towels {}

    in_time().model(|| {
        let (lock, towels) = (FutexLock::default(), Towels::default());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let towels = &towels;
                    lock.acquire();
                    towels.0.set(towels.0.get() + 1);
                    lock.release();
                });
            }
        });
        lock.acquire();
        let towels = towels.0.get();
        assert!(towels == 2, "two threads added 1 under the lock, but it reads {towels}");
    });
}

#[test]
fn a_waiting_thread_sleeps() {
    let verdict = in_time().order_only().try_check(|| {
        let lock = FutexLock::default();
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

/// A acquires four times, and keeps the lock the fourth time. B acquires once. They take turns as the letters say.
/// Returns how often A has acquired, and 100 more if B has.
fn overtakes(schedule: &str) -> (u32, Result<Trace, Box<Counterexample>>) {
    // Std's atomic: the explorer does not see it, so the letters are the steps of the lock.
    let visits = unseen::AtomicU32::new(0);
    let run = Checker::new().try_replay(schedule, || {
        let lock = FutexLock::default();
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

/// How often B has called `wait` since the last step of A.
fn waits_in_a_row(trace: &Trace) -> usize {
    let of_b = trace.steps.iter().rev().take_while(|step| step.thread != 1);
    of_b.filter(|step| step.operation == Operation::FutexWait).map(|step| 1 + step.spins).sum()
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
                    // A wake in vain and a spurious one make two waits.
                    let waits = waits_in_a_row(&trace);
                    assert!(
                        who == 'A' || waits <= 3,
                        "A holds the lock, and B waits for it {waits} times in a row: each `wait` returns at once. Is its \
                         second argument the value that the state has now?\n\n{trace}"
                    );
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
fn no_wake_is_needed_after_the_contention() {
    let explored = holds(in_time().order_only().check(|| {
        let lock = FutexLock::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    lock.acquire();
                    lock.release();
                });
            }
        });
        for _ in 0..4 {
            lock.acquire();
            lock.release();
        }
    }));
    let wakes = wakes(&explored);
    assert!(
        wakes <= 4,
        "two threads met at the lock, and then one acquired and released 4 times alone; `wake_one` was called {wakes} times"
    );
}

#[test]
fn release_wakes_at_most_one_thread() {
    let explored = holds(in_time().order_only().check(|| night(2)));
    let all = explored.most(Operation::FutexWakeAll);
    assert!(all == 0, "only one thread can get the lock, but `release` called `wake_all`");
    let wakes = wakes(&explored);
    assert!(wakes <= 2, "`release` was called 2 times, but `wake_one` {wakes} times");
}

#[test]
fn another_thread_may_release() {
    in_time().order_only().model(|| {
        let (lock, freed) = (FutexLock::default(), AtomicBool::new(false));
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
    in_time().order_only().model(|| {
        let (lock, other) = (FutexLock::default(), FutexLock::default());
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
