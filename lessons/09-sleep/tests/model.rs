//! Every claim in chapter 09 about which thread sleeps and which one wakes it, explored.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Mutex, atomic};
}

use interleave::{futex, thread};

#[path = "../src/s1_too_late.rs"]
mod s1_too_late;
#[path = "../src/s2_queue.rs"]
mod s2_queue;
#[path = "../src/s3_token.rs"]
mod s3_token;
#[path = "../src/s4_two_states.rs"]
mod s4_two_states;
#[path = "../src/s5_three_states.rs"]
mod s5_three_states;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::trace::Operation;
use interleave::{Belief, Checker, Counterexample, Explored, FailureKind, Run, cell};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

/// What every version can do.
trait Lock: Default + Sync {
    fn acquire(&self);
    fn release(&self);
}

macro_rules! locks {
    ($($stage:ident),*) => {$(
        impl Lock for $stage::BinaryLock {
            fn acquire(&self) {
                self.acquire();
            }
            fn release(&self) {
                self.release();
            }
        }
    )*};
}
locks!(s1_too_late, s2_queue, s4_two_states, s5_three_states);

// ANCHOR: visits
/// Starts `threads` threads that acquire and release once, and under the lock add 1.
fn visits<L: Lock>(threads: u32) {
    let (lock, visitors) = (L::default(), Guarded(cell::Cell::new(0)));
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                lock.acquire();
                visitors.add_one();
                lock.release();
            });
        }
    });
    assert_eq!(visitors.0.get(), threads);
}
// ANCHOR_END: visits

/// A cell that is used only under a lock.
struct Guarded(cell::Cell<u32>);

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Guarded {}

impl Guarded {
    fn add_one(&self) {
        self.0.set(self.0.get() + 1);
    }
}

/// Threads acquire and release, and the picture shows only the steps of the lock.
fn in_and_out<L: Lock, const THREADS: u32>() {
    let lock = L::default();
    thread::scope(|s| {
        for _ in 0..THREADS {
            s.spawn(|| {
                lock.acquire();
                lock.release();
            });
        }
    });
}

#[test]
fn a_thread_that_joins_the_queue_too_late_sleeps_forever() {
    let found = interleave::check(in_and_out::<s1_too_late::BinaryLock, 2>)
        .expect_fails(FailureKind::LostWakeup);
    check_snapshot(expect_file!["../traces/lost-wakeup.json"], &found);
}

/// Every schedule of two threads at this lock.
fn schedules_of<L: Lock>(file: ExpectFile) {
    let mut tree = Checker::new().schedules(|| {
        in_and_out::<L, 2>();
        "both are done"
    });
    tree.goal = "Both threads finish.".into();
    file.assert_eq(&(serde_json::to_string(&tree).unwrap() + "\n"));
}

#[test]
fn every_schedule_of_the_thread_that_joins_too_late_is_in_the_tree() {
    schedules_of::<s1_too_late::BinaryLock>(expect_file!["../traces/too-late-schedules.json"]);
}

#[test]
fn every_schedule_of_the_queue_is_in_the_tree() {
    schedules_of::<s2_queue::BinaryLock>(expect_file!["../traces/queue-schedules.json"]);
}

#[test]
fn with_two_threads_no_wakeup_is_lost_and_nothing_races() {
    // ANCHOR: proof
    interleave::model(|| visits::<s2_queue::BinaryLock>(2));
    interleave::model(|| visits::<s4_two_states::BinaryLock>(2));
    interleave::model(|| visits::<s5_three_states::BinaryLock>(2));
    // ANCHOR_END: proof
}

#[test]
fn with_three_threads_no_wakeup_is_lost_and_nothing_races() {
    let mut lines = String::new();
    let mut say = |name: &str, explored: Explored| lines += &format!("{name}\n  {explored}\n");
    // ANCHOR: proof-of-three
    let all = Checker::new();
    let bounded = Checker::new().max_preemptions(2);
    say("two states", all.check(|| visits::<s4_two_states::BinaryLock>(3)).expect_holds());
    say("three states", all.check(|| visits::<s5_three_states::BinaryLock>(3)).expect_holds());
    say("queue", bounded.check(|| visits::<s2_queue::BinaryLock>(3)).expect_holds());
    // ANCHOR_END: proof-of-three
    expect_file!["../outputs/holds.txt"].assert_eq(&lines);
}

/// The most steps of this kind that any execution takes.
#[track_caller]
fn most(operation: Operation, program: fn()) -> u64 {
    interleave::check(program).expect_holds().most(operation)
}

/// One thread acquires and releases three times, without contention.
fn alone<L: Lock>() {
    let lock = L::default();
    for _ in 0..3 {
        lock.acquire();
        lock.release();
    }
}

#[test]
fn two_states_make_a_wake_call_at_each_release() {
    // ANCHOR: needless
    let wakes = most(Operation::FutexWakeOne, alone::<s4_two_states::BinaryLock>);
    assert_eq!(wakes, 3, "three releases, and no thread is asleep");

    let wakes = most(Operation::FutexWakeOne, alone::<s5_three_states::BinaryLock>);
    assert_eq!(wakes, 0);
    // ANCHOR_END: needless
}

#[test]
fn the_last_waiter_makes_one_wasted_wake_call() {
    let run = interleave::replay("A B B B A A B B B", in_and_out::<s5_three_states::BinaryLock, 2>);
    assert_eq!(woken_by_each_call(&run), [vec![2], vec![]], "{run}");
    check_snapshot(expect_file!["../traces/three-states.json"], &run.trace);
}

#[test]
fn a_woken_thread_remembers_that_others_might_be_asleep() {
    let schedule = "A  B B B  C C C  A A  B B B  C C C";
    let run = interleave::replay(schedule, in_and_out::<s5_three_states::BinaryLock, 3>);
    assert_eq!(woken_by_each_call(&run), [vec![2], vec![3], vec![]], "{run}");
    check_snapshot(expect_file!["../traces/third-sleeper.json"], &run.trace);
}

/// The threads that each wake call woke.
fn woken_by_each_call(run: &Run<()>) -> Vec<Vec<usize>> {
    let wakes = run.steps.iter().filter(|step| step.operation == Operation::FutexWakeOne);
    wakes.map(|step| step.woke.clone().unwrap_or_default()).collect()
}

#[test]
fn a_token_that_comes_first_is_not_lost() {
    interleave::model(|| {
        let (token, letters) = (s3_token::Token::default(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                letters.store(1, SeqCst);
                token.unpark();
            });
            token.park();
            assert_eq!(letters.load(SeqCst), 1, "main went on before there was a token");
        });
    });
}

#[test]
fn two_tokens_are_one() {
    let found = interleave::check(|| {
        let token = s3_token::Token::default();
        token.unpark();
        token.unpark();
        token.park();
        token.park();
    })
    .expect_fails(FailureKind::LostWakeup);
    assert_eq!(found.preemptions, 0);
}

/// A thread acquires a lock that is never released; how does it wait?
fn waits_forever<L: Lock>() -> Counterexample {
    interleave::check(|| {
        let lock = L::default();
        lock.acquire();
        lock.acquire();
    })
    .expect_fails(FailureKind::LostWakeup)
}

#[test]
fn a_waiter_sleeps_and_does_not_look_again() {
    waits_forever::<s2_queue::BinaryLock>();
    waits_forever::<s4_two_states::BinaryLock>();
    waits_forever::<s5_three_states::BinaryLock>();
}

// ANCHOR: parks-once
/// A parks once, and takes the letter. Main puts the letter in, and unparks A.
fn parks_once() -> &'static str {
    let letter = sync::Mutex::new(None);
    thread::scope(|s| {
        let a = s.spawn(|| {
            thread::park();
            letter.lock().unwrap().take()
        });
        *letter.lock().unwrap() = Some("hello");
        a.thread().unpark();
        a.join().unwrap().unwrap_or("no letter")
    })
}
// ANCHOR_END: parks-once

#[test]
fn where_sleepers_wait_to_be_woken_parking_once_is_enough() {
    let checker = Checker::new().order_only();
    let worlds = checker.compare(Belief::SleepersWaitToBeWoken, parks_once, |told| {
        assert!(*told != "no letter", "A wakes up, and there is no letter");
    });
    let json = serde_json::to_string(&worlds).unwrap();
    expect_file!["../traces/world-woken.json"].assert_eq(&(json + "\n"));
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds", "three_threads"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}

// At the end, so that what is above keeps its lines, which the traces name.
mod edits;
