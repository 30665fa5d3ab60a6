//! Every claim of chapter 14 about threads that wait for each other, explored.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Arc, Condvar, Mutex, atomic};
}

use interleave::{cell, thread};

#[path = "../src/s1_one_round.rs"]
mod s1_one_round;
#[path = "../src/s2_barrier.rs"]
mod s2_barrier;
#[path = "../src/s3_twice.rs"]
mod s3_twice;
#[path = "../src/s4_relaxed.rs"]
mod s4_relaxed;
#[path = "../src/s5_once.rs"]
mod s5_once;
#[path = "../src/s6_wait_group.rs"]
mod s6_wait_group;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Relaxed, SeqCst},
};
use interleave::sync::{LazyLock, Once, OnceLock};
use interleave::trace::Phase;
use interleave::{Checker, FailureKind};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

/// What every barrier can do.
trait Meet: Sync {
    fn of(threads: usize) -> Self;
    fn wait(&self) -> bool;
}

macro_rules! barriers {
    ($($barrier:ty),*) => {$(
        impl Meet for $barrier {
            fn of(threads: usize) -> Self {
                Self::new(threads)
            }
            fn wait(&self) -> bool {
                self.wait()
            }
        }
    )*};
}
barriers!(s1_one_round::Barrier, s2_barrier::Barrier);

impl Meet for interleave::sync::Barrier {
    fn of(threads: usize) -> Self {
        Self::new(threads)
    }
    fn wait(&self) -> bool {
        self.wait().is_leader()
    }
}

// ANCHOR: rounds
/// `threads` threads meet in `rounds` rounds.
fn meet<B: Meet>(threads: u32, rounds: u32) {
    let barrier = B::of(threads as usize);
    let (arrivals, leaders) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for round in 1..=rounds {
                    arrivals.fetch_add(1, SeqCst);
                    if barrier.wait() {
                        leaders.fetch_add(1, SeqCst);
                    }
                    let arrived = arrivals.load(SeqCst);
                    assert!(arrived >= round * threads, "{arrived} arrivals, and one goes on");
                }
            });
        }
    });
    assert_eq!(leaders.into_inner(), rounds, "one leader in each round");
}
// ANCHOR_END: rounds

#[test]
fn a_barrier_without_a_generation_is_right_for_one_round() {
    interleave::model(|| meet::<s1_one_round::Barrier>(2, 1));
    interleave::model(|| meet::<s1_one_round::Barrier>(3, 1));
}

#[test]
fn without_a_generation_a_fast_thread_laps_a_slow_one() {
    let found = interleave::check(|| {
        let barrier = s1_one_round::Barrier::new(2);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    barrier.wait();
                    barrier.wait();
                });
            }
        });
    })
    .expect_fails(FailureKind::LostWakeup);
    check_snapshot(expect_file!["../traces/lapped.json"], &found);
}

#[test]
fn no_thread_passes_early_and_each_round_has_one_leader() {
    interleave::model(|| meet::<s2_barrier::Barrier>(2, 2));
    interleave::model(|| meet::<s2_barrier::Barrier>(3, 1));
}

#[test]
fn stds_barrier_does_the_same() {
    interleave::model(|| meet::<interleave::sync::Barrier>(2, 2));
    interleave::model(|| meet::<interleave::sync::Barrier>(3, 1));
}

/// What every lazy value can do.
macro_rules! both_need_it {
    ($lazy:expr) => {{
        let (lazy, made) = ($lazy, AtomicU32::new(0));
        let need = || *lazy.get_or_init(|| made.fetch_add(1, Relaxed) + 1);
        thread::scope(|s| {
            let (a, b) = (s.spawn(need), s.spawn(need));
            assert_eq!((a.join().unwrap(), b.join().unwrap()), (1, 1));
        });
        assert_eq!(made.into_inner(), 1, "the value was made once");
    }};
}

#[test]
fn a_check_without_a_lock_makes_the_value_twice() {
    let found = Checker::new()
        .order_only()
        .check(|| {
            let lazy = s3_twice::Lazy::default();
            thread::scope(|s| {
                s.spawn(|| *lazy.get_or_init(|| 1));
                s.spawn(|| *lazy.get_or_init(|| 2));
            });
        })
        .expect_fails(FailureKind::DataRace);
    check_snapshot(expect_file!["../traces/twice.json"], &found);
}

#[test]
fn every_schedule_of_the_check_without_a_lock_is_in_the_tree() {
    let mut tree = Checker::new().order_only().schedules(|| {
        let (lazy, made) = (s3_twice::Lazy::default(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| *lazy.get_or_init(|| made.fetch_add(1, SeqCst)));
            s.spawn(|| *lazy.get_or_init(|| made.fetch_add(1, SeqCst)));
        });
        "the value is made once"
    });
    tree.goal = "The value is made once.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/twice-schedules.json"].assert_eq(&(json + "\n"));
}

#[test]
fn with_a_relaxed_flag_a_thread_may_read_a_value_that_it_does_not_see() {
    let program = || {
        let lazy = s4_relaxed::Lazy::default();
        thread::scope(|s| {
            s.spawn(|| *lazy.get_or_init(|| 1));
            s.spawn(|| *lazy.get_or_init(|| 2));
        });
    };
    // The order of steps alone is right: `tests/order.rs` shows that.
    let found = interleave::check(program).expect_fails(FailureKind::DataRace);
    assert_eq!(found.phase, Phase::Memory);
    check_snapshot(expect_file!["../traces/relaxed.json"], &found);
}

#[test]
fn the_value_is_made_once_and_every_thread_sees_it() {
    interleave::model(|| both_need_it!(s5_once::Lazy::default()));
}

#[test]
fn stds_once_lock_makes_the_value_once_too() {
    interleave::model(|| both_need_it!(OnceLock::new()));
}

#[test]
fn the_first_check_acquires_what_the_maker_released() {
    let run = interleave::replay("A A A A A  B", || {
        let lazy = s5_once::Lazy::default();
        thread::scope(|s| {
            s.spawn(|| *lazy.get_or_init(|| 1));
            s.spawn(|| *lazy.get_or_init(|| 2));
        });
    });
    check_snapshot(expect_file!["../traces/acquired.json"], &run.trace);
}

#[test]
fn a_panic_in_the_initialiser_is_remembered_by_once_and_lazy_lock_and_not_by_once_lock() {
    interleave::model(|| {
        let (once, once_lock) = (Once::new(), OnceLock::new());
        let lazy_lock: LazyLock<u32> = LazyLock::new(|| panic!("on purpose"));
        thread::scope(|s| {
            assert!(s.spawn(|| once.call_once(|| panic!("on purpose"))).join().is_err());
            assert!(s.spawn(|| once.call_once(|| ())).join().is_err());
            assert!(s.spawn(|| _ = *lazy_lock).join().is_err());
            assert!(s.spawn(|| _ = *lazy_lock).join().is_err());
            let panics = s.spawn(|| _ = once_lock.get_or_init(|| panic!("on purpose")));
            assert!(panics.join().is_err());
        });
        assert_eq!(*once_lock.get_or_init(|| 7), 7);
    });
}

/// Two threads finish their work and leave the group; main waits for both.
fn work_in_a_group() {
    let (group, done) = (s6_wait_group::WaitGroup::new(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            let (member, done) = (group.clone(), &done);
            s.spawn(move || {
                done.fetch_add(1, Relaxed);
                drop(member);
            });
        }
        group.wait();
        assert_eq!(done.load(Relaxed), 2, "main goes on before both have finished");
    });
}

#[test]
fn a_wait_group_waits_for_every_member_and_makes_their_work_visible() {
    interleave::model(work_in_a_group);
}

#[track_caller]
fn check_quiz<T: Ord + ToString>(
    file: ExpectFile,
    mut quiz: serde_json::Value,
    answers: &interleave::Outcomes<T>,
) {
    assert!(answers.explored().is_exhaustive());
    quiz["version"] = 1.into();
    quiz["answers"] = answers.values().map(T::to_string).collect();
    check_snapshot(file, &quiz);
}

#[test]
fn the_answers_to_the_quiz_on_leaders_are_what_the_search_finds() {
    let answers = interleave::outcomes(|| {
        let barrier = s2_barrier::Barrier::new(2);
        let leads = || [barrier.wait(), barrier.wait()];
        thread::scope(|s| {
            let (a, b) = (s.spawn(leads), s.spawn(leads));
            let (a, b) = (a.join().unwrap(), b.join().unwrap());
            assert!(a[0] != b[0] && a[1] != b[1]);
            match a {
                [true, true] => "A, then A",
                [true, false] => "A, then B",
                [false, true] => "B, then A",
                [false, false] => "B, then B",
            }
        })
    });
    let quiz = serde_json::json!({
        "question": "A and B meet at the barrier twice, and the last to arrive in a round is its leader. Who can be the leaders?",
        "options": ["A, then A", "A, then B", "B, then A", "B, then B"],
        "replies": {},
        "why": "The leader is the first to release the barrier's mutex, but not always the first to come back: it can be preempted right \
                after the barrier. Every order of arrivals is possible in each round.",
    });
    check_quiz(expect_file!["../traces/quiz-leaders.json"], quiz, &answers);
}

#[test]
fn the_answers_to_the_quiz_on_makers_are_what_the_search_finds() {
    let answers = interleave::outcomes(|| {
        let lazy = s5_once::Lazy::default();
        thread::scope(|s| {
            // ANCHOR: makers
            let a = s.spawn(|| *lazy.get_or_init(|| 'a'));
            let b = s.spawn(|| *lazy.get_or_init(|| 'b'));
            // ANCHOR_END: makers
            format!("A gets {}, B gets {}", a.join().unwrap(), b.join().unwrap())
        })
    });
    let quiz = serde_json::json!({
        "question": "A and B need the value at the same time. What can they get?",
        "code": "../tests/model.rs:makers",
        "options": ["A gets a, B gets b", "A gets a, B gets a", "A gets b, B gets b", "A gets b, B gets a"],
        "replies": {
            "A gets a, B gets b": "Then the value would have been made twice. The second check, under the lock, prevents that.",
            "A gets b, B gets a": "There is one value, and both get a reference to it.",
        },
        "why": "One of the two makes the value, and the other one waits for it and gets the same.",
    });
    check_quiz(expect_file!["../traces/quiz-makers.json"], quiz, &answers);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
