//! The memory phase: what the orderings allow beyond every order of steps, and what they forbid.

use interleave::sync::atomic::{AtomicU32, Ordering, Ordering::*, fence};
use interleave::{Checker, thread};

/// The results of a program under each phase.
fn results<T: Ord + Clone>(program: impl Fn() -> T) -> [Vec<T>; 2] {
    [Checker::new().order_only(), Checker::new().memory_only()]
        .map(|checker| checker.outcomes(&program).values().cloned().collect())
}

fn store_buffering(ordering: Ordering) -> (u32, u32) {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let (store, load) = if ordering == AcqRel { (Release, Acquire) } else { (ordering, ordering) };
    thread::scope(|s| {
        let a = s.spawn(|| {
            x.store(1, store);
            y.load(load)
        });
        y.store(1, store);
        let b = x.load(load);
        (a.join().unwrap(), b)
    })
}

#[test]
fn store_buffering_needs_weak_memory() {
    for ordering in [Relaxed, AcqRel] {
        let [order, memory] = results(|| store_buffering(ordering));
        assert_eq!(order, [(0, 1), (1, 0), (1, 1)]);
        assert_eq!(memory, [(0, 0), (0, 1), (1, 0), (1, 1)]);
    }
    let [order, memory] = results(|| store_buffering(SeqCst));
    assert_eq!(order, [(0, 1), (1, 0), (1, 1)]);
    assert_eq!(memory, order);
}

#[test]
fn sequentially_consistent_fences_forbid_store_buffering() {
    let [_, memory] = results(|| {
        let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            let a = s.spawn(|| {
                x.store(1, Relaxed);
                fence(SeqCst);
                y.load(Relaxed)
            });
            y.store(1, Relaxed);
            fence(SeqCst);
            let b = x.load(Relaxed);
            (a.join().unwrap(), b)
        })
    });
    assert_eq!(memory, [(0, 1), (1, 0), (1, 1)]);
}

/// `SeqCst` on the data alone: the single order may put the reader's load before the store.
#[test]
fn a_sequentially_consistent_value_behind_a_relaxed_flag_may_be_stale() {
    let [order, memory] = results(|| {
        let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                data.store(42, SeqCst);
                flag.store(1, Relaxed);
            });
            (flag.load(Relaxed) == 1).then(|| data.load(SeqCst))
        })
    });
    assert_eq!(order, [None, Some(42)]);
    assert_eq!(memory, [None, Some(0), Some(42)]);
}

/// What a reader finds, if it finds the flag raised.
fn message_passing(store: Ordering, load: Ordering) -> Option<u32> {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            data.store(42, Relaxed);
            flag.store(1, store);
        });
        (flag.load(load) == 1).then(|| data.load(Relaxed))
    })
}

#[test]
fn a_message_may_be_stale_unless_released_and_acquired() {
    for (store, load) in [(Relaxed, Relaxed), (Release, Relaxed), (Relaxed, Acquire)] {
        let [order, memory] = results(|| message_passing(store, load));
        assert_eq!(order, [None, Some(42)]);
        assert_eq!(memory, [None, Some(0), Some(42)]);
    }
    let [_, memory] = results(|| message_passing(Release, Acquire));
    assert_eq!(memory, [None, Some(42)]);
}

#[test]
fn one_variable_is_coherent() {
    let [_, memory] = results(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                x.store(1, Relaxed);
                x.store(2, Relaxed);
            });
            (x.load(Relaxed), x.load(Relaxed))
        })
    });
    assert!(memory.iter().all(|(first, second)| first <= second), "{memory:?}");
    assert_eq!(memory.len(), 6);
}

/// Where its success would be relaxed, so that it could come before the other's store.
#[test]
fn a_weak_exchange_that_fails_reads_only_what_its_failure_may_read() {
    let [_, memory] = results(|| {
        let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            let a = s.spawn(|| {
                x.store(1, SeqCst);
                y.load(SeqCst)
            });
            y.store(1, SeqCst);
            let b = x.compare_exchange_weak(0, 5, Relaxed, SeqCst);
            (a.join().unwrap(), b)
        })
    });
    assert!(memory.contains(&(0, Ok(0))), "{memory:?}");
    assert!(!memory.contains(&(0, Err(0))), "two `SeqCst` loads cannot both miss: {memory:?}");
}

/// Two threads raise a flag of their own and look at the other's: how the simplest failure is told.
fn told(mine_of_a: Ordering, look: impl Fn(&AtomicU32) -> u32 + Copy + Send + Sync) -> [String; 2] {
    let verdict = Checker::new().check(|| {
        let flags = [AtomicU32::new(0), AtomicU32::new(0)];
        let enter = |mine: &AtomicU32, other: &AtomicU32, ordering| {
            mine.store(1, ordering);
            look(other) == 0
        };
        let (a, b) = thread::scope(|s| {
            let a = s.spawn(|| enter(&flags[0], &flags[1], mine_of_a));
            let b = s.spawn(|| enter(&flags[1], &flags[0], Release));
            (a.join().unwrap(), b.join().unwrap())
        });
        assert!(!(a && b), "both are in");
    });
    let found = verdict.counterexample().expect("it is too weak");
    let names: Vec<_> = found.trace.objects.iter().map(|object| object.name.as_str()).collect();
    let stale = found.trace.steps.iter().find(|step| step.stale.is_some()).expect("a stale read");
    [names.join(" "), stale.remarks(&found.trace).join("; ")]
}

#[test]
fn a_strong_load_misses_a_weaker_store_rather_than_a_strong_one() {
    let [_, stale] = told(SeqCst, |other| other.load(SeqCst));
    assert_eq!(stale, "stale: misses 1, stored in step 1, which is not SeqCst");
}

#[test]
fn a_read_modify_write_that_misses_a_store_comes_before_it() {
    let [_, missed] = told(Release, |seen_by_all| seen_by_all.fetch_or(0, AcqRel));
    assert!(missed.starts_with("in the order of "), "{missed}");
    assert!(missed.ends_with("'s values this comes before 1, stored in step 1"), "{missed}");
}

#[test]
fn what_one_thread_calls_mine_and_another_one_other_has_the_same_name_and_a_number() {
    let look = |other: &AtomicU32| other.load(Acquire);
    let [names, stale] = told(Release, look);
    assert_eq!(stale, "stale: misses 1, stored in step 1");
    assert_eq!(names, "mine#1 mine#2");
}
