//! Travellers who read and a stationmaster who writes, alone and together, in every order.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two symmetric operations: readers and writers meet each other and themselves; of each kind, one waits, two wait,
//!   and one is woken in vain.
//! - 2, 7 and 9, the first time only: a waiter is woken in vain 1,000 times; every test ends with another reader and writer.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: one reader too few, 2,048 readers, six that wait for one writer.
//! - 8, the second of two waiters: it sleeps as well, and is let in.
//! - one state for two locks, or for some of 300: `locks_do_not_know_of_each_other`; one place to wait for two locks:
//!   `a_thread_that_waits_at_one_lock_keeps_none_waiting_at_another`.
//! - an ordering that only the first or the last reader has: `each_of_two_readers_comes_after_the_writer_before_it_and_before_the_one_after_it`.

use std::panic::panic_any;
use std::sync::atomic as unseen;

use interleave::sync::Barrier;
use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use interleave::trace::{Operation, Step};
use interleave::{Checker, ReplayError, SearchError, Verdict, cell, thread};
use rwlock::ReadWriteLock;

/// The ways to sleep.
const SLEEPS: [Operation; 3] = [Operation::FutexWait, Operation::Park, Operation::Wait];

/// As many interleavings as there is time for.
fn in_time() -> Checker {
    Checker::new().order_only().max_executions(4_000)
}

/// Returns when all other threads wait, and takes no time: the first three may end too early, and the fourth ends when no
/// other thread can go.
fn settle() {
    for _ in 0..4 {
        thread::park_timeout(std::time::Duration::ZERO);
    }
}

/// What a thread does with the lock.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Reads,
    Writes,
}
use Way::{Reads, Writes};

impl Way {
    /// Holds the lock in this way while `work` runs.
    #[track_caller]
    fn holding<R>(self, lock: &ReadWriteLock, work: impl FnOnce() -> R) -> R {
        match self {
            Reads => {
                let _guard = lock.read();
                work()
            }
            Writes => {
                let _guard = lock.write();
                work()
            }
        }
    }
}

/// The lock must be free, for all kinds.
#[track_caller]
fn check_free(lock: &ReadWriteLock) {
    Writes.holding(lock, || ());
    Reads.holding(lock, || Reads.holding(lock, || ()));
    Writes.holding(lock, || ());
}

/// Each thread comes once, in its way. A writer must be alone.
#[track_caller]
fn check_visits(checker: &Checker, ways: &[Way]) {
    checker.model(|| {
        let lock = ReadWriteLock::default();
        let (reading, writing) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|s| {
            for &way in ways {
                let (lock, reading, writing) = (&lock, &reading, &writing);
                s.spawn(move || {
                    way.holding(lock, || {
                        let count = if way == Reads { reading } else { writing };
                        let same = count.fetch_add(1, SeqCst);
                        let other = if way == Reads { writing } else { reading }.load(SeqCst);
                        assert!(other == 0, "a reader and a writer hold the lock at the same time");
                        assert!(way == Reads || same == 0, "two writers hold the lock at once");
                        count.fetch_sub(1, SeqCst);
                    });
                });
            }
        });
        check_free(&lock);
    });
}

#[test]
fn a_writer_is_alone() {
    check_visits(&in_time(), &[Reads, Writes]);
    check_visits(&in_time(), &[Writes, Writes]);
    check_visits(&in_time().max_preemptions(2), &[Reads, Writes, Reads]);
    check_visits(&in_time().max_preemptions(2), &[Writes, Reads, Writes]);
    check_visits(&in_time().max_preemptions(1), &[Writes, Writes, Writes]);
}

#[test]
fn readers_share() {
    in_time().model(|| {
        let lock = ReadWriteLock::default();
        let _first = lock.read();
        thread::scope(|s| {
            let _second = lock.read();
            // Neither guard is dropped: a third reader must not wait for that.
            let third = s.spawn(|| drop(lock.read()));
            third.join().unwrap();
        });
    });
}

#[test]
fn there_may_be_2_048_readers() {
    in_time().max_executions(20).max_preemptions(0).model(|| {
        let (lock, is_in) = (ReadWriteLock::default(), AtomicBool::new(false));
        let mut guards: Vec<_> = (0..2_048).map(|_| lock.read()).collect();
        thread::scope(|s| {
            s.spawn(|| Writes.holding(&lock, || is_in.store(true, SeqCst)));
            thread::sleep(std::time::Duration::from_millis(1));
            assert!(!is_in.load(SeqCst), "there are 2,048 readers, and a writer came in");
            let last = guards.pop();
            guards.clear();
            assert!(!is_in.load(SeqCst), "one of 2,048 readers is left, and a writer came in");
            drop(last);
        });
        check_free(&lock);
    });
}

#[test]
fn a_writer_waits_for_the_last_reader_whichever_that_is() {
    for first_out in [0, 1] {
        in_time().model(|| {
            let (lock, is_in) = (ReadWriteLock::default(), AtomicBool::new(false));
            let mut guards = vec![lock.read(), lock.read()];
            thread::scope(|s| {
                s.spawn(|| Writes.holding(&lock, || is_in.store(true, SeqCst)));
                drop(guards.remove(first_out));
                assert!(!is_in.load(SeqCst), "one of two readers is left, and a writer came in");
                drop(guards);
            });
            check_free(&lock);
        });
    }
}

/// While main holds the lock in one way, others come. All of them must get in when it is released.
#[track_caller]
fn check_waiters(holds: Way, waiters: &[Way]) {
    in_time().max_preemptions(4 - waiters.len()).model(|| {
        let lock = ReadWriteLock::default();
        thread::scope(|s| {
            holds.holding(&lock, || {
                for &way in waiters {
                    let lock = &lock;
                    s.spawn(move || way.holding(lock, || ()));
                }
            });
        });
        check_free(&lock);
    });
}

#[test]
fn all_who_wait_for_a_writer_get_in() {
    check_waiters(Writes, &[Reads, Reads]);
    check_waiters(Writes, &[Reads, Reads, Reads]);
    check_waiters(Writes, &[Reads, Writes, Reads]);
    check_waiters(Writes, &[Writes, Writes]);
    check_waiters(Writes, &[Reads, Writes]);
    check_waiters(Writes, &[Writes, Reads]);
}

#[test]
fn all_who_wait_for_a_reader_get_in() {
    check_waiters(Reads, &[Writes, Writes]);
    check_waiters(Reads, &[Writes, Reads]);
    check_waiters(Reads, &[Reads, Writes]);
}

#[test]
fn readers_that_waited_for_a_writer_can_be_inside_together() {
    for readers in [2, 3] {
        in_time().max_preemptions(4 - readers).model(|| {
            let (lock, all) = (ReadWriteLock::default(), Barrier::new(readers));
            let guard = lock.write();
            thread::scope(|s| {
                for _ in 0..readers {
                    // Each stays until the others are inside as well.
                    s.spawn(|| Reads.holding(&lock, || _ = all.wait()));
                }
                drop(guard);
            });
            check_free(&lock);
        });
    }
}

#[test]
fn six_readers_that_waited_for_a_writer_can_be_inside_together() {
    in_time().max_executions(20).max_preemptions(0).model(|| {
        let (lock, all) = (ReadWriteLock::default(), Barrier::new(6));
        let guard = lock.write();
        thread::scope(|s| {
            for _ in 0..6 {
                s.spawn(|| Reads.holding(&lock, || _ = all.wait()));
            }
            settle();
            drop(guard);
        });
        check_free(&lock);
    });
}

#[test]
fn a_holder_that_panics_releases_the_lock() {
    for way in [Reads, Writes] {
        in_time().model(|| {
            let lock = ReadWriteLock::default();
            thread::scope(|s| {
                let a = s.spawn(|| way.holding(&lock, || panic_any("on purpose")));
                s.spawn(|| Writes.holding(&lock, || ()));
                assert!(a.join().is_err());
            });
            check_free(&lock);
        });
    }
}

const AWAKE: &str = "a thread that waits for the lock doesn't sleep";

#[test]
fn waiting_threads_sleep() {
    for (holds, waits) in [(Writes, Reads), (Writes, Writes), (Reads, Writes)] {
        for threads in 1..=2 {
            let verdict = in_time().try_check(|| {
                let lock = ReadWriteLock::default();
                holds.holding(&lock, || {
                    thread::scope(|s| {
                        for _ in 0..threads {
                            s.spawn(|| waits.holding(&lock, || ()));
                        }
                    });
                });
            });
            match verdict {
                Ok(Verdict::Fails(found)) => {
                    assert!(
                        matches!(found.kind(), "lost_wakeup" | "deadlock"),
                        "{AWAKE}:\n{found}"
                    );
                }
                Ok(Verdict::Holds(_)) => {
                    panic!("main {holds:?} and keeps the lock, and a thread that {waits:?} came in")
                }
                Err(problem) => panic!("{AWAKE}: {problem}"),
            }
        }
    }
}

/// What has happened when A waits in one way, and B takes and releases the lock in another way again and again, as a
/// schedule led them.
struct InVain {
    /// How often B has taken the lock.
    rounds: usize,
    a_is_in: bool,
    steps: Vec<Step>,
}

impl InVain {
    /// How often A went to sleep.
    fn sleeps(&self) -> usize {
        let is_sleep = |step: &&Step| step.thread == 1 && SLEEPS.contains(&step.operation);
        self.steps.iter().filter(is_sleep).count()
    }
}

fn in_vain(waits: Way, holds: Way, schedule: &str) -> InVain {
    // Std's atomics: the explorer doesn't see them, so the letters are the steps of the lock.
    let (rounds, a_is_in) = (unseen::AtomicUsize::new(0), unseen::AtomicBool::new(false));
    let run = Checker::new().order_only().try_replay(schedule, || {
        let lock = ReadWriteLock::default();
        thread::scope(|s| {
            s.spawn(|| waits.holding(&lock, || a_is_in.store(true, SeqCst)));
            s.spawn(|| {
                let take = || match holds {
                    Reads => (Some(lock.read()), None),
                    Writes => (None, Some(lock.write())),
                };
                loop {
                    let _held = take();
                    rounds.fetch_add(1, SeqCst);
                }
            });
        });
    });
    let steps = match run {
        Ok(run) => run.trace.steps,
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => run.steps,
        Err(ReplayError::Fails(found)) => found.trace.steps,
        Err(ReplayError::Search(error)) => panic!("{AWAKE}: {error}"),
    };
    InVain { rounds: rounds.into_inner(), a_is_in: a_is_in.into_inner(), steps }
}

#[test]
fn a_thread_sleeps_again_however_often_it_is_woken_in_vain() {
    const ROUNDS: usize = 1_000;
    'ways: for (waits, holds) in [(Writes, Reads), (Reads, Writes), (Writes, Writes)] {
        let (mut schedule, mut last_round) = (String::new(), 0);
        for round in 0..5 {
            last_round = schedule.len();
            // A goes on until it can't, and then B until it has the lock again. In the first round, only B comes.
            // A loop that looks again and again is one step, but it takes another letter to leave it.
            for who in if round == 0 { &["B "][..] } else { &["A ", "B "] } {
                for turn in 0.. {
                    let now = in_vain(waits, holds, &schedule);
                    let then = in_vain(waits, holds, &(schedule.clone() + who));
                    let is_stuck = then.steps == now.steps;
                    if now.a_is_in || *who == "B " && is_stuck {
                        // This lock hands itself on to A, or keeps B out for A: then A isn't woken in vain.
                        continue 'ways;
                    }
                    if *who == "A " && is_stuck || now.rounds > round {
                        break;
                    }
                    assert!(turn < 200, "{AWAKE}");
                    schedule += who;
                }
            }
        }
        let round = schedule[last_round..].repeat(ROUNDS - 4);
        let run = in_vain(waits, holds, &(schedule[..last_round].to_owned() + &round));
        let (rounds, slept) = (run.rounds, run.sleeps());
        assert!(
            rounds >= ROUNDS && slept + 2 >= rounds,
            "A {waits:?}, B {holds:?}. B held the lock {rounds} times, and A went to sleep only {slept} times: it no longer waits asleep"
        );
    }
}

/// Plain data that is used only under the lock.
#[derive(Default)]
struct Timetable(cell::Cell<u32>);
// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Timetable {}

#[test]
fn the_lock_hands_on_what_was_done_under_it() {
    for other in [Reads, Writes] {
        Checker::new().max_executions(6_000).model(|| {
            let (lock, table) = (ReadWriteLock::default(), Timetable::default());
            thread::scope(|s| {
                s.spawn(|| {
                    let table = &table;
                    other.holding(&lock, || match other {
                        Reads => _ = table.0.get(),
                        Writes => table.0.set(table.0.get() + 1),
                    });
                });
                s.spawn(|| {
                    let table = &table;
                    Writes.holding(&lock, || table.0.set(table.0.get() + 1));
                });
            });
            Reads.holding(&lock, || assert!(table.0.get() >= 1));
        });
    }
}

#[test]
fn each_of_two_readers_comes_after_the_writer_before_it_and_before_the_one_after_it() {
    Checker::new().max_preemptions(1).max_executions(6_000).model(|| {
        let (lock, table) = (ReadWriteLock::default(), Timetable::default());
        thread::scope(|s| {
            s.spawn(|| {
                let table = &table;
                Writes.holding(&lock, || table.0.set(1));
            });
            s.spawn(|| Reads.holding(&lock, || ()));
            // Main may be the first reader or the second one, and leave as the first or the second.
            Reads.holding(&lock, || _ = table.0.get());
        });
    });
}

#[test]
fn a_thread_that_waits_at_one_lock_keeps_none_waiting_at_another() {
    for (holds, waits) in [(Reads, Writes), (Writes, Reads), (Writes, Writes)] {
        in_time().max_preemptions(1).max_executions(500).model(|| {
            let (left, right) = (ReadWriteLock::default(), ReadWriteLock::default());
            thread::scope(|s| {
                holds.holding(&left, || {
                    s.spawn(|| waits.holding(&left, || ()));
                    settle();
                    // A thread waits at `left` now. At `right`, threads come, wait and go.
                    thread::scope(|s| {
                        holds.holding(&right, || {
                            s.spawn(|| waits.holding(&right, || ()));
                            settle();
                        });
                    });
                    check_free(&right);
                });
            });
            check_free(&left);
        });
    }
}

#[test]
fn locks_do_not_know_of_each_other() {
    in_time().model(|| {
        let (left, right) = (ReadWriteLock::default(), ReadWriteLock::default());
        let _left = left.write();
        check_free(&right);
        let _right = right.read();
        thread::scope(|s| {
            s.spawn(|| drop(right.read()));
        });
    });
    in_time().max_executions(1).model(|| {
        let locks: Vec<_> = (0..300).map(|_| ReadWriteLock::default()).collect();
        // Main holds all of them at the same time.
        let guards: Vec<_> = locks.iter().map(ReadWriteLock::write).collect();
        thread::scope(|s| {
            let mut others = guards.into_iter();
            let first = others.next();
            s.spawn(|| Writes.holding(&locks[0], || ()));
            settle();
            drop(others);
            for other in &locks[1..] {
                check_free(other);
            }
            drop(first);
        });
    });
}
