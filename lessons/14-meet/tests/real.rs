//! What holds on real threads, whatever the scheduler does; std's and crossbeam's counterparts beside it.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Barrier, LazyLock, OnceLock};
use std::thread;

use crossbeam_utils::sync::WaitGroup;
use lesson14::{s2_barrier, s5_once, s6_wait_group};

const THREADS: u32 = 4;
const ROUNDS: u32 = 500;

/// Threads meet in many rounds; returns the number of leaders.
fn leaders(wait: impl Fn() -> bool + Sync) -> u32 {
    let (arrivals, leaders) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..THREADS {
            s.spawn(|| {
                for round in 1..=ROUNDS {
                    // Relaxed: the barrier orders it before the load of the threads that go on.
                    arrivals.fetch_add(1, Relaxed);
                    if wait() {
                        leaders.fetch_add(1, Relaxed);
                    }
                    assert!(arrivals.load(Relaxed) >= round * THREADS);
                }
            });
        }
    });
    leaders.into_inner()
}

#[test]
fn each_round_has_one_leader() {
    let barrier = s2_barrier::Barrier::new(THREADS as usize);
    assert_eq!(leaders(|| barrier.wait()), ROUNDS);
    let barrier = Barrier::new(THREADS as usize);
    assert_eq!(leaders(|| barrier.wait().is_leader()), ROUNDS);
}

#[test]
fn the_value_is_made_once() {
    let (lazy, once_lock) = (s5_once::Lazy::default(), OnceLock::new());
    let (made, made_too) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..8 {
            s.spawn(|| {
                assert_eq!(*lazy.get_or_init(|| made.fetch_add(1, Relaxed)), 0);
                assert_eq!(*once_lock.get_or_init(|| made_too.fetch_add(1, Relaxed)), 0);
            });
        }
    });
    assert_eq!((made.into_inner(), made_too.into_inner()), (1, 1));
}

#[test]
fn std_has_a_value_that_is_made_once() {
    // ANCHOR: std
    // The closure is a part of it, so that every use looks the same.
    static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| "to be or not to be".split(' ').collect());
    assert_eq!(WORDS.len(), 6);

    // The value comes from the thread that needs it first.
    static FIRST: OnceLock<String> = OnceLock::new();
    assert_eq!(FIRST.get(), None);
    assert_eq!(FIRST.get_or_init(|| WORDS[0].to_uppercase()), "TO");
    assert_eq!(FIRST.get_or_init(|| unreachable!()), "TO");
    // ANCHOR_END: std
}

#[test]
fn a_group_waits_for_all_its_members() {
    let (group, done) = (s6_wait_group::WaitGroup::new(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..8 {
            let (member, done) = (group.clone(), &done);
            s.spawn(move || {
                done.fetch_add(1, Relaxed);
                drop(member);
            });
        }
        group.wait();
        assert_eq!(done.load(Relaxed), 8);
    });
}

#[test]
fn crossbeams_wait_group_is_such_a_group() {
    // ANCHOR: crossbeam
    let group = WaitGroup::new();
    let done = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..4 {
            let (member, done) = (group.clone(), &done);
            s.spawn(move || {
                done.fetch_add(1, Relaxed);
                drop(member);
                // Whatever the thread does from here on, `wait` doesn't wait for it.
            });
        }
        group.wait();
        assert_eq!(done.load(Relaxed), 4);
    });
    // ANCHOR_END: crossbeam
}
