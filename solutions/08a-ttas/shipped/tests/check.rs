//! Sends readers to the map room, and watches what the waiting threads do.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only the first time round: `a_thread_that_was_too_late_looks_again` and `a_thread_waits_however_often_it_is_too_late`,
//!   for the looks; `every_failed_look_is_followed_by_a_hint` and
//!   `a_thread_that_was_too_late_gives_hints_again`, for the hints;
//! - only two threads, or only one visit each: `at_most_one_of_three_holds_the_lock`,
//!   `at_most_one_holds_the_lock_when_both_come_twice`;
//! - retries that end: `a_thread_waits_however_often_it_is_too_late` has one that is too late 2,000 times;
//! - looks that end: more than 128 equal ones in a row go unseen, and so does a look without a hint if the next one is at
//!   another place in the source. The README says so.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic as unseen;

use interleave::cell::Cell;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Relaxed, SeqCst},
};
use interleave::trace::{Failure, Operation, Trace};
use interleave::{Checker, ReplayError, SearchError, Verdict, thread};
use ttas::BinaryLock;

/// How often B is too late in the test where it is so again and again.
const MANY: usize = 2_000;

/// A map room for one reader.
#[derive(Default)]
struct MapRoom {
    readers: AtomicU32,
    map: Cell<u32>,
}

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for MapRoom {}

impl MapRoom {
    /// No other thread may be in the room.
    fn go_in(&self) {
        // Relaxed, here and below: only the lock orders what is done in the room.
        let others = self.readers.fetch_add(1, Relaxed);
        assert!(others == 0, "two threads hold the lock at once: two readers are in the map room");
    }

    fn come_out(&self) {
        self.readers.fetch_sub(1, Relaxed);
    }

    /// Uses plain data.
    fn study(&self) {
        self.map.set(self.map.get() + 1);
    }
}

/// This many threads acquire and release this many times each, and do `study` in between.
fn read(readers: u32, times: u32, study: fn(&MapRoom)) {
    let (lock, room) = (BinaryLock::default(), MapRoom::default());
    thread::scope(|s| {
        for _ in 0..readers {
            s.spawn(|| {
                for _ in 0..times {
                    lock.acquire();
                    room.go_in();
                    study(&room);
                    room.come_out();
                    lock.release();
                }
            });
        }
    });
    assert!(!lock.locked(), "every thread has released the lock, but `locked` returns true");
}

/// As many interleavings as there is time for: weak exchanges, loops without a hint and loops that look a fixed number of
/// times have too many.
fn in_time() -> Checker {
    Checker::new().max_executions(5_000)
}

/// The same with at most two preemptions.
fn few_preemptions() -> Checker {
    in_time().order_only().max_preemptions(2)
}

/// Whether this only looks, or yields.
fn only_looks(operation: Operation) -> bool {
    matches!(operation, Operation::Load | Operation::Yield | Operation::Fence)
}

#[test]
fn a_waiting_thread_only_loads() {
    let verdict = Checker::new().order_only().try_check(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        // Main never releases, so this thread waits forever.
        thread::scope(|s| s.spawn(|| lock.acquire()).join().unwrap());
    });
    let found = match verdict {
        Ok(Verdict::Fails(found)) => found,
        Ok(Verdict::Holds(_)) => {
            panic!("main holds the lock, and `acquire` returned on another thread")
        }
        Err(problem) => panic!(
            "the lock stays taken, and A, which waits for it, does not repeat one load. \
             A waiting thread should only load: {problem}"
        ),
    };
    let sleeps = found.trace.steps.iter().any(|step| step.operation == Operation::Sleep);
    let (Failure::Spin { waiting }, false) = (&found.failure, sleeps) else {
        panic!("the lock is taken, and A should look until it is free, but A sleeps:\n{found}")
    };
    let tries: usize = found
        .trace
        .steps
        .iter()
        .filter(|step| step.thread == 1 && !only_looks(step.operation))
        .map(|step| 1 + step.spins)
        .sum();
    let next = waiting.iter().find(|waiting| waiting.thread == 1).map(|waiting| waiting.operation);
    let looks_next = next.is_none_or(only_looks);
    assert!(
        looks_next && tries <= 1,
        "the lock is taken, and A, which waits for it, keeps writing to it: A rattles at the door. \
         A waiting thread should only load, which is a look through the window.\n\n{}",
        found.trace
    );
}

#[test]
fn at_most_one_thread_holds_the_lock() {
    in_time().model(|| read(2, 1, MapRoom::study));
}

#[test]
fn at_most_one_holds_the_lock_when_both_come_twice() {
    few_preemptions().model(|| read(2, 2, |_| {}));
}

#[test]
fn at_most_one_of_three_holds_the_lock() {
    few_preemptions().model(|| read(3, 1, |_| {}));
}

#[test]
fn every_waiting_thread_gets_the_lock() {
    few_preemptions().model(|| {
        let (lock, read) = (BinaryLock::default(), AtomicU32::new(0));
        lock.acquire();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    lock.acquire();
                    let others = read.fetch_add(10, SeqCst) % 10;
                    assert!(others == 1, "got the lock before main had released it");
                    lock.release();
                });
            }
            read.store(1, SeqCst);
            lock.release();
        });
    });
}

/// A acquires and releases again and again, and B wants to acquire once. They take turns as the letters say.
struct Seen {
    /// How often A has acquired.
    visits: u32,
    /// Whether both held the lock at once. B does not release it.
    together: bool,
    /// Whether B panicked.
    panicked: bool,
    /// The run, as far as the schedule was possible.
    trace: Trace,
}

fn follow(schedule: &str) -> Seen {
    // Std's atomics: the explorer does not see them, so the letters are the steps of the lock, and A's look around.
    let (visits, inside) = (unseen::AtomicU32::new(0), unseen::AtomicU32::new(0));
    let [together, panicked] = [false; 2].map(unseen::AtomicBool::new);
    let go_in = || together.fetch_or(inside.fetch_add(1, SeqCst) != 0, SeqCst);
    let run = Checker::new().try_replay(schedule, || {
        let (lock, map) = (BinaryLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                for _ in 0..MANY + 10 {
                    lock.acquire();
                    go_in();
                    visits.fetch_add(1, SeqCst);
                    map.load(Relaxed);
                    inside.fetch_sub(1, SeqCst);
                    lock.release();
                }
            });
            s.spawn(|| {
                let acquired = catch_unwind(AssertUnwindSafe(|| lock.acquire()));
                panicked.store(acquired.is_err(), SeqCst);
                acquired.unwrap();
                go_in();
            });
        });
    });
    let trace = match run {
        Ok(run) => run.trace,
        Err(ReplayError::Fails(found)) => found.trace,
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => *run,
        Err(ReplayError::Search(error)) => panic!("{error}"),
    };
    let [together, panicked] = [together, panicked].map(unseen::AtomicBool::into_inner);
    Seen { visits: visits.into_inner(), together, panicked, trace }
}

/// Adds turns of this thread until A has acquired this many times, or the thread waits.
fn turns(schedule: &mut String, who: char, visits: u32) {
    let steps = |trace: &Trace| trace.steps.iter().map(|step| 1 + step.spins).sum::<usize>();
    for _ in 0..12 {
        let (before, longer) = (follow(schedule), format!("{schedule} {who}"));
        if before.visits == visits || steps(&follow(&longer).trace) == steps(&before.trace) {
            return;
        }
        *schedule = longer;
    }
}

/// Runs in which B waits while A holds the lock, and A then releases and acquires it again before B can.
fn too_late() -> impl Iterator<Item = Trace> {
    // How often B looks while A is in, how many steps A takes to release, and how often B looks after that.
    let ways = [
        (1, 2, 1),
        (2, 2, 1),
        (3, 2, 1),
        (0, 2, 1),
        (1, 2, 0),
        (2, 2, 0),
        (1, 3, 1),
        (2, 3, 1),
        (0, 3, 1),
    ];
    ways.into_iter().filter_map(|(before, out, after)| {
        let mut schedule = String::new();
        turns(&mut schedule, 'A', 1);
        schedule += &(" B".repeat(before) + &" A".repeat(out) + &" B".repeat(after));
        turns(&mut schedule, 'A', 2);
        let Seen { visits, trace, .. } = follow(&(schedule + " B B B B B B"));
        (visits >= 2).then_some(trace)
    })
}

#[test]
fn a_thread_that_was_too_late_looks_again() {
    for trace in too_late() {
        let last = trace.steps.iter().rfind(|step| step.thread == 2);
        assert!(
            last.is_none_or(|step| only_looks(step.operation)),
            "B saw the lock free, but A acquired it first. Now B keeps writing to it; B should look again.\n\n{trace}"
        );
    }
}

#[test]
fn a_thread_that_was_too_late_gives_hints_again() {
    for trace in too_late() {
        let of_b = trace.steps.iter().rev().filter(|step| step.thread == 2);
        let looks = of_b.take_while(|step| step.operation == Operation::Load);
        let looks: usize = looks.map(|step| 1 + step.spins).sum();
        // After a hint the explorer lets B look again only when there is something new to see.
        assert!(
            looks <= 3,
            "B saw the lock free, but A acquired it first. Now B waits a second time, and looks {looks} times in a row \
             without `hint::spin_loop()` in between.\n\n{trace}"
        );
    }
}

#[test]
fn a_thread_waits_however_often_it_is_too_late() {
    for looks in [0, 1, 2] {
        let (mut schedule, mut last) = (String::new(), 0);
        for visit in 1..8 {
            last = schedule.len();
            turns(&mut schedule, 'A', visit);
            turns(&mut schedule, 'B', u32::MAX);
            schedule += &(" A A".to_string() + &" B".repeat(looks));
        }
        // What the two do in this round they do in each; a run has at most 20,000 steps.
        let round = schedule[last..].to_string();
        let Seen { visits, together, panicked, .. } =
            follow(&(schedule + &round.repeat(MANY.min(36_000 / round.len()))));
        assert!(
            !together && !panicked,
            "A released and acquired again before B could, time after time, and in the end B stopped waiting: after A \
             had acquired {visits} times, B {}",
            if panicked { "panicked" } else { "held the lock as well" }
        );
    }
}

#[test]
fn every_failed_look_is_followed_by_a_hint() {
    // Main releases and acquires again, so that B may be too late, and wait a second time.
    let verdict = few_preemptions().check(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                lock.acquire();
                lock.release();
            });
            lock.release();
            lock.acquire();
            lock.release();
        });
    });
    // If two threads hold the lock at once, other tests say so.
    let Verdict::Holds(explored) = verdict else { return };
    let unhinted = explored.unhinted_spins();
    assert!(
        unhinted == 0,
        "a thread that waits looks again without `hint::spin_loop()` in between: {unhinted} looks in one run were \
         repeated without a hint"
    );
}

#[test]
fn locked_is_true_from_acquire_to_release() {
    interleave::model(|| {
        let lock = BinaryLock::default();
        for _ in 0..2 {
            assert!(!lock.locked(), "the lock is free, but `locked` returned true");
            lock.acquire();
            assert!(lock.locked(), "the lock is taken, but `locked` returned false");
            lock.release();
        }
        assert!(!lock.locked(), "the lock is free, but `locked` returned true");
    });
}

#[test]
fn two_locks_are_independent() {
    interleave::model(|| {
        let (lock, other) = (BinaryLock::default(), BinaryLock::default());
        lock.acquire();
        assert!(!other.locked(), "only another lock is taken, but `locked` returned true");
        other.acquire();
        lock.release();
        assert!(other.locked(), "only another lock was released, but `locked` returned false");
    });
}
