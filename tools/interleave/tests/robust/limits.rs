//! Verdicts about the search: they never say that the program's locks are wrong.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32 as Plain, Ordering::SeqCst};

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::Acquire, Ordering::Relaxed};
use interleave::trace::Phase;
use interleave::{Checker, FailureKind, SearchError, hint, thread};

fn counter(threads: usize) {
    let total = Mutex::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| *total.lock().unwrap() += 1);
        }
    });
}

#[test]
fn sixteen_threads_are_enough_for_everybody() {
    let search = Checker::new().max_executions(50).try_check(|| counter(15));
    assert!(search.unwrap().holds());
    let search = Checker::new().try_check(|| counter(16));
    assert_eq!(search.unwrap_err(), SearchError::TooManyThreads);
    let message = super::panic_of(|| interleave::check(|| counter(16)));
    assert!(message.contains("a model can have 16 threads"), "{message}");
}

#[test]
fn a_limited_search_says_what_it_did_not_see() {
    let explored = Checker::new().max_executions(5).check(|| counter(4)).expect_holds();
    assert_eq!(explored.to_string(), "holds in the first 5 interleavings, not all");
    assert!(!explored.is_exhaustive());

    let explored = Checker::new().max_preemptions(1).check(|| counter(2)).expect_holds();
    assert!(!explored.is_exhaustive());
    assert!(explored.to_string().contains("with at most 1 preemption"), "{explored}");
}

#[test]
fn a_limit_that_is_just_enough_is_no_limit() {
    let explored = Checker::new().max_executions(24).check(|| counter(4)).expect_holds();
    assert_eq!(explored.to_string(), "holds in all 24 interleavings");
    assert!(explored.is_exhaustive());
}

#[test]
fn a_limit_holds_for_both_phases_together() {
    let weak = || {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| x.store(1, Relaxed));
            s.spawn(|| x.store(2, Relaxed));
            x.load(Relaxed)
        })
    };
    for limit in 1..10 {
        let explored = Checker::new().max_executions(limit).check(weak).expect_holds();
        let tried = explored.interleavings() + explored.memory_executions().unwrap_or(0);
        assert!(tried <= limit && !explored.is_exhaustive(), "{limit}: {explored}");
    }
}

/// A stale read beside four threads that can count in 369,600 ways, more than a search tries.
fn stale_beside_many_steps() {
    let (data, ready) = (AtomicU32::new(0), AtomicU32::new(0));
    let total = AtomicU32::new(0);
    let count = || (0..3).for_each(|_| _ = total.fetch_add(1, Acquire));
    thread::scope(|s| {
        for _ in 0..4 {
            s.spawn(count);
        }
        s.spawn(|| {
            data.store(1, Relaxed);
            ready.store(1, Relaxed);
        });
        s.spawn(|| {
            if ready.load(Acquire) == 1 {
                assert_eq!(data.load(Relaxed), 1);
            }
        });
    });
}

#[test]
fn what_only_weak_memory_shows_is_found_although_the_order_of_steps_had_no_end() {
    let found = Checker::new()
        .max_executions(400)
        .check(stale_beside_many_steps)
        .expect_fails(FailureKind::Assertion);
    assert_eq!(found.phase, Phase::Memory);
    assert!((200..400).contains(&found.executions), "{}", found.executions);
}

#[test]
fn without_a_limit_as_well() {
    let found = interleave::check(stale_beside_many_steps).expect_fails(FailureKind::Assertion);
    assert_eq!(found.phase, Phase::Memory);
}

#[test]
fn a_limit_can_be_raised() {
    let four_counters = || {
        let total = AtomicU32::new(0);
        let count = || (0..3).for_each(|_| _ = total.fetch_add(1, SeqCst));
        thread::scope(|s| [(); 4].map(|()| s.spawn(count)).map(|_| ()));
    };
    let more = Checker::new().max_executions(200_500).check(four_counters);
    let explored = more.expect_holds();
    assert_eq!(explored.to_string(), "holds in the first 200,500 interleavings, not all");
}

#[test]
fn a_search_without_an_end_says_what_to_change_in_the_program() {
    let words = SearchError::Budget { executions: 200_000 }.to_string();
    assert!(words.contains("Does the code take more steps than it must"), "{words}");
    assert!(!words.contains("max_"), "a learner has no use for the search's limits: {words}");
}

#[test]
fn something_kept_from_the_last_run_is_noticed() {
    let runs = Plain::new(0);
    let search = Checker::new().try_check(|| {
        let x = AtomicU32::new(0);
        let run = runs.fetch_add(1, SeqCst);
        thread::scope(|s| {
            s.spawn(|| x.fetch_add(1, SeqCst));
            if run.is_multiple_of(2) {
                x.fetch_add(1, SeqCst);
            }
        });
    });
    assert_eq!(search.unwrap_err(), SearchError::NotDeterministic);
}

/// Each map has a seed of its own, so its order differs between the runs of one search.
#[test]
fn the_order_of_a_hash_map_is_noticed() {
    let search = Checker::new().try_check(|| {
        let atomics: HashMap<usize, AtomicU32> = (0..64).map(|i| (i, AtomicU32::new(0))).collect();
        thread::scope(|s| {
            s.spawn(|| (0..64).for_each(|i| _ = atomics[&i].load(SeqCst)));
            for (i, atomic) in &atomics {
                if *i < 32 {
                    atomic.load(SeqCst)
                } else {
                    atomic.swap(1, SeqCst)
                };
            }
        });
    });
    assert_eq!(search.unwrap_err(), SearchError::NotDeterministic);
}

#[test]
fn a_loop_that_changes_something_each_time_is_given_up() {
    let search = Checker::new().try_check(|| {
        let (x, stop) = (AtomicU32::new(0), AtomicU32::new(0));
        while stop.load(SeqCst) == 0 {
            x.fetch_add(1, SeqCst);
            hint::spin_loop();
        }
    });
    assert!(matches!(search.unwrap_err(), SearchError::TooLong { .. }));
}
