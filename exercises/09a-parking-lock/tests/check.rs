//! People at a laser cutter, and on the sofa beside it, in every order.

use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use interleave::trace::{Operation, Trace};
use interleave::{Checker, Explored, ReplayError, SearchError, Verdict, cell, thread};
use parking_lock::ParkingLock;

/// What is made at the cutter: a cell that is used only under the lock.
#[derive(Default)]
struct Pieces(cell::Cell<u32>);

// SAFETY: the explorer looks at every access to the cell, and reports it if nothing orders two of them.
unsafe impl Sync for Pieces {}

/// So many people, each making so many pieces.
fn cut(people: u32, each: u32) {
    let (lock, inside) = (ParkingLock::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..people {
            s.spawn(|| {
                for _ in 0..each {
                    lock.acquire();
                    let others = inside.fetch_add(1, SeqCst);
                    assert!(others == 0, "came to the cutter while somebody else was there");
                    inside.fetch_sub(1, SeqCst);
                    lock.release();
                }
            });
        }
    });
}

/// The orders in which nobody is interrupted more than twice; of those as many as there is time for.
fn few_interruptions() -> Checker {
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
fn nobody_sleeps_while_the_cutter_is_free() {
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
fn at_most_one_is_at_the_cutter() {
    Checker::new().order_only().model(|| cut(2, 1));
}

#[test]
fn at_most_one_is_there_when_they_come_twice() {
    few_interruptions().model(|| cut(2, 2));
}

#[test]
fn of_two_on_the_sofa_nobody_sleeps_on() {
    few_interruptions().model(|| cut(3, 1));
}

#[test]
fn what_one_has_made_the_next_one_finds() {
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
        assert!(made == 2, "two made a piece each, but there are {made}");
    });
}

#[test]
fn whoever_waits_is_asleep() {
    let verdict = Checker::new().order_only().try_check(|| {
        let lock = ParkingLock::default();
        lock.acquire();
        lock.acquire();
    });
    let found = match verdict {
        Ok(Verdict::Fails(found)) => found,
        Ok(Verdict::Holds(_)) => {
            panic!("the cutter was never freed, but somebody was let in a second time")
        }
        Err(problem) => panic!(
            "the cutter is busy for ever, and whoever waits should sleep, but does not: {problem}"
        ),
    };
    assert!(
        matches!(found.kind(), "lost_wakeup" | "deadlock"),
        "the cutter is busy for ever, and whoever waits should sleep, but does not:\n{found}"
    );
}

#[test]
fn whoever_comes_out_calls_one() {
    let explored = holds(few_interruptions().max_preemptions(3).check(|| {
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
    assert!(to_all == 0, "one can go to the cutter, but all were called");
    let calls = explored.most(Operation::Unpark);
    assert!(
        calls <= 4,
        "four times somebody came out, but {calls} calls were made: whoever comes out should call one, not all"
    );
}

/// A is at the cutter, B comes, and then C. A comes out. They take turns as the letters say.
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
fn whoever_has_been_on_the_list_longest_is_called_first() {
    let mut schedule = String::new();
    // The first A stays at the cutter, the others go as far as they can.
    for (who, stays) in [('A', true), ('B', false), ('C', false), ('A', false)] {
        for _ in 0..12 {
            let (trace, longer) = (follow(&schedule), format!("{schedule} {who}"));
            let is_there = trace.steps.last().is_some_and(|s| s.operation == Operation::Load);
            if stays && is_there || follow(&longer).steps.len() == trace.steps.len() {
                break;
            }
            schedule = longer;
        }
    }
    let trace = follow(&schedule);
    let first = trace.steps.iter().find(|step| step.operation == Operation::Unpark);
    assert!(
        first.is_none_or(|step| step.target == Some(2)),
        "B was on the list before C, but when A came out, C was called.\n\n{trace}"
    );
}

#[test]
fn however_often_somebody_is_overtaken_they_wait() {
    few_interruptions().max_preemptions(3).model(|| {
        let (lock, inside) = (ParkingLock::default(), AtomicU32::new(0));
        let visit = || {
            lock.acquire();
            let others = inside.fetch_add(1, SeqCst);
            assert!(others == 0, "came to the cutter while somebody else was there");
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
fn a_call_is_not_needed_when_nobody_waits() {
    let explored = holds(Checker::new().order_only().check(|| {
        let lock = ParkingLock::default();
        for _ in 0..3 {
            lock.acquire();
            lock.release();
        }
    }));
    let calls = explored.most(Operation::Unpark);
    assert!(calls == 0, "nobody was on the sofa, but {calls} calls were made");
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
            assert!(freed.load(SeqCst), "came to the cutter before it was freed");
        });
    });
}

#[test]
fn each_cutter_has_a_list_of_its_own() {
    few_interruptions().model(|| {
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
