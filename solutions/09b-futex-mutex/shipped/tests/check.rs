//! Threads that hold the lock, sleep until it is free, and wake each other, in every order.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only the first time round: `a_thread_woken_for_nothing_sleeps_again`,
//!   `a_thread_sleeps_again_however_often_it_is_overtaken` (2,000 times),
//!   `no_sleeping_thread_is_forgotten_when_the_holder_comes_back`, `no_wake_is_needed_after_the_contention`;
//! - only two threads: `neither_of_two_sleeping_threads_is_forgotten`, and the same with three;
//! - only the uncontended wake is counted: `release_wakes_at_most_one_thread`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic as unseen;

use futex_mutex::FutexLock;
use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use interleave::trace::{Counterexample, Operation, Step, Trace};
use interleave::{Checker, Explored, ReplayError, SearchError, Verdict, cell, thread};

/// The ways to sleep.
const SLEEPS: [Operation; 3] = [Operation::FutexWait, Operation::Park, Operation::Wait];

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
fn at_most_one_of_two_holds_the_lock_and_none_stays_asleep() {
    in_time().order_only().model(|| night(2));
}

#[test]
fn neither_of_two_sleeping_threads_is_forgotten() {
    few_preemptions().model(|| night(3));
}

#[test]
fn none_of_three_sleeping_threads_is_forgotten() {
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
fn the_lock_passes_on_what_was_done_under_it() {
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

const AWAKE: &str = "the lock is never released, and a thread that waits for it does not sleep";

#[test]
fn a_waiting_thread_sleeps() {
    for others in 0..2 {
        let verdict = in_time().order_only().try_check(|| {
            let lock = FutexLock::default();
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
        let lock = FutexLock::default();
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
                    "A holds the lock, and B waits for it {waits} times in a row: each `wait` returns at once. Is its \
                     second argument the value that the state has now?\n\n{}",
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
    const TIMES: u32 = 2_000;
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
