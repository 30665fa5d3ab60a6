//! Verdicts about the search: they never say that the program's locks are wrong.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32 as Plain, Ordering::SeqCst};

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::{Checker, SearchError, Verdict, hint, thread};

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
    let Verdict::Holds(explored) = Checker::new().max_executions(5).check(|| counter(4)) else {
        panic!("nothing is wrong with it")
    };
    assert_eq!(explored.to_string(), "holds in the first 5 interleavings, not all");
    assert!(!explored.is_exhaustive());

    let Verdict::Holds(explored) = Checker::new().max_preemptions(1).check(|| counter(2)) else {
        panic!("nothing is wrong with it")
    };
    assert!(!explored.is_exhaustive());
    assert!(explored.to_string().contains("with at most 1 preemption"), "{explored}");
}

#[test]
fn a_limit_that_is_just_enough_is_no_limit() {
    let Verdict::Holds(explored) = Checker::new().max_executions(24).check(|| counter(4)) else {
        panic!("nothing is wrong with it")
    };
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
        let Verdict::Holds(explored) = Checker::new().max_executions(limit).check(weak) else {
            panic!("nothing is wrong with it")
        };
        let tried = explored.interleavings() + explored.memory_executions().unwrap_or(0);
        assert!(tried <= limit && !explored.is_exhaustive(), "{limit}: {explored}");
    }
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
