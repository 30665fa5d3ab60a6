//! What the explorer finds in each program, and how the tasks and locks of `locks-and-await.md` look on it.

// Everything is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same programs, on the explorer.
mod sync {
    pub use interleave::sync::{Condvar, Mutex, MutexGuard, PoisonError, TryLockError, atomic};
}

/// The threads, in this world.
mod thread {
    pub use interleave::thread::{spawn, yield_now};
}

/// How a thread says that it is waiting, in this world.
mod hint {
    pub use interleave::hint::spin_loop;
}

/// The cell, in this world.
mod cell {
    pub use interleave::cell::UnsafeCell;
}

/// Where two threads begin: every order is explored, so there is nothing to wait for.
mod start {
    #[derive(Default)]
    pub struct Start(());

    impl Start {
        pub fn wait(&self) {}
    }
}

#[path = "../src/programs/mod.rs"]
mod programs;
#[path = "../../10-poison/src/s1_ledger.rs"]
mod s1_ledger;
#[path = "../../06-lock-owns-data/src/s1_lock.rs"]
mod s1_lock;
#[path = "../src/tasks/mod.rs"]
mod tasks;

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::task::{Context, Wake, Waker};

use expect_test::expect_file;
use interleave::{Checker, Counterexample, FailureKind, Verdict};
use programs::{MEMORY, ORDER, Program, RIGHT};
use sync::Mutex;
use tasks::executor::{self, Stuck};
use tasks::s3_async_mutex::AsyncMutex;
use tasks::{s1_held, s2_released};

/// What the search says of a program, in two or three words.
fn verdict(program: Program) -> String {
    match Checker::new().try_check(program.run) {
        Ok(Verdict::Fails(found)) => found.kind().replace('_', " "),
        Ok(Verdict::Holds(_)) => "nothing".to_owned(),
        Err(error) => panic!("{}: {error}", program.name),
    }
}

#[test]
fn what_the_explorer_finds_is_written_down() {
    let mut lines = String::from("# interleave, no limits\n");
    for program in ORDER.iter().chain(&MEMORY).chain(&RIGHT) {
        lines += &format!("{}\t{}\n", program.name, verdict(*program));
    }
    expect_file!["../outputs/runs/interleave.tsv"].assert_eq(&lines);
}

/// A thread that has looked in vain looks again only when what it saw has changed: so the search ends, and says nothing
/// about how long the threads may go on like this.
#[test]
fn the_search_through_a_livelock_ends() {
    let livelock = MEMORY.iter().find(|program| program.name.contains("livelock")).unwrap();
    interleave::model(livelock.run);
}

/// Two threads that have only one order have taken no step that the explorer sees.
#[test]
fn the_torn_record_is_out_of_sight() {
    let torn = MEMORY.iter().find(|program| program.name.contains("torn")).unwrap();
    let Verdict::Holds(explored) = interleave::check(torn.run) else { panic!("it fails") };
    assert_eq!(explored.to_string(), "holds in the only interleaving");
}

#[test]
fn no_right_program_fails_on_the_explorer() {
    for program in RIGHT {
        interleave::model(program.run);
    }
}

#[track_caller]
fn check_snapshot(name: &str, found: &Counterexample) {
    let path = format!("{}/traces/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let json = serde_json::to_string_pretty(found).unwrap() + "\n";
    expect_test::expect_file![path].assert_eq(&json);
}

#[test]
fn a_program_that_gives_one_number_to_two_threads_needs_one_preemption() {
    let aba = ORDER.iter().find(|program| program.name.contains("ABA")).unwrap();
    let found = interleave::check(aba.run).expect_fails(FailureKind::Assertion);
    assert_eq!(found.preemptions, 1, "{found}");
    check_snapshot("aba", &found);
}

#[test]
fn a_relaxed_unlock_is_a_data_race_on_what_the_lock_guards() {
    let program = MEMORY.iter().find(|program| program.name.contains("unlock")).unwrap();
    interleave::check(program.run).expect_fails(FailureKind::DataRace);
}

/// Two tasks on one thread, which hold the mutex while they wait.
#[test]
fn a_guard_that_is_held_across_an_await_blocks_the_thread_that_would_release_it() {
    let found = interleave::check(|| {
        let total = Mutex::new(0);
        let tasks = executor::tasks([s1_held::add(&total, 1), s1_held::add(&total, 2)]);
        _ = executor::run(tasks);
    })
    .expect_fails(FailureKind::Deadlock);
    assert_eq!(found.preemptions, 0, "one thread is enough: {found}");
    check_snapshot("held", &found);
}

#[test]
fn a_guard_that_is_dropped_before_the_await_blocks_no_thread() {
    interleave::model(|| {
        let total = Mutex::new(0);
        let tasks = executor::tasks([s2_released::add(&total, 1), s2_released::add(&total, 2)]);
        assert_eq!(executor::run(tasks), Ok(()));
        assert_eq!(*total.lock().unwrap(), 3);
    });
}

/// Says whether a task was woken. Std's: it's read when all threads are done.
#[derive(Default)]
struct Woken(std::sync::atomic::AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Relaxed);
    }
}

/// A polls a task that wants the async mutex, while main releases it.
#[test]
fn a_task_that_finds_the_async_mutex_locked_is_woken_when_it_is_released() {
    interleave::model(|| {
        let total = AsyncMutex::new(0);
        let guard = total.try_lock().expect("it is free");
        let woken = Arc::new(Woken::default());
        let waker = Waker::from(Arc::clone(&woken));
        let locked = interleave::thread::scope(|s| {
            let poll = || {
                let lock = pin!(total.lock());
                lock.poll(&mut Context::from_waker(&waker)).is_ready()
            };
            let a = s.spawn(poll);
            drop(guard);
            a.join().unwrap()
        });
        assert!(locked || woken.0.load(Relaxed), "the task sleeps, and the mutex is free");
    });
}

/// With an executor on each of two threads it's the threads that wait, and each guard is released by its own.
#[test]
fn on_two_threads_a_held_guard_makes_the_other_thread_wait() {
    interleave::model(|| {
        let total = Mutex::new(0);
        interleave::thread::scope(|s| {
            for amount in [1, 2] {
                let total = &total;
                s.spawn(move || {
                    let one: Result<(), Stuck> =
                        executor::run(executor::tasks([s1_held::add(total, amount)]));
                    assert_eq!(one, Ok(()));
                });
            }
        });
        assert_eq!(*total.lock().unwrap(), 3);
    });
}

/// The draft of `in-your-own-project.md`, and a test that one slot lets one thread in.
#[path = "../slots/tests/draft/slots.rs"]
mod draft;

#[test]
fn the_draft_of_the_slots_lets_two_threads_in() {
    use draft::Slots;
    use interleave::sync::atomic::AtomicUsize;
    let found = interleave::check(|| {
        let (slots, number) = (Slots::new(1), AtomicUsize::new(0));
        let add_one = || {
            let slot = slots.try_take();
            if slot.is_some() {
                number.store(number.load(Relaxed) + 1, Relaxed);
            }
            usize::from(slot.is_some())
        };
        let added = interleave::thread::scope(|s| {
            let other = s.spawn(add_one);
            add_one() + other.join().unwrap()
        });
        assert_eq!(number.load(Relaxed), added);
    })
    .expect_fails(FailureKind::Assertion);
    check_snapshot("draft", &found);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
