//! Threads that a failed run leaves behind stay where they are: somebody may still borrow from them.

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering::SeqCst};

use interleave::cell::UnsafeCell;
use interleave::sync::Mutex;
use interleave::{FailureKind, check, thread};

struct Shared(UnsafeCell<u64>);

// SAFETY: there is none; the model is to find the race.
unsafe impl Sync for Shared {}

impl Shared {
    fn touch(&self) {
        self.0.get();
    }
}

/// What a closure owns that is never run. It borrows from the stack of the thread that started it.
struct Bomb<'a>(u64, &'a [u64; 64]);

static DROPS: AtomicU32 = AtomicU32::new(0);

impl Drop for Bomb<'_> {
    fn drop(&mut self) {
        DROPS.fetch_add(1, SeqCst);
        assert!(self.1.iter().all(|&x| x == self.0), "the array is not what it was");
    }
}

#[test]
fn the_closure_of_a_thread_that_never_started_is_not_dropped() {
    static RUN: AtomicU64 = AtomicU64::new(0);
    let verdict = check(|| {
        let shared = Shared(UnsafeCell::new(0));
        let shared = &shared;
        let tag = RUN.fetch_add(1, SeqCst);
        let data = [tag; 64];
        thread::scope(|s| {
            s.spawn(|| shared.touch());
            thread::yield_now();
            drop(Mutex::new(0).lock());
            let bomb = Bomb(tag, &data);
            s.spawn(move || {
                let _bomb = &bomb;
            });
            shared.touch();
        });
    });
    verdict.expect_fails(FailureKind::DataRace);
    assert_eq!(DROPS.load(SeqCst), 0);
}

#[inline(never)]
fn other_frames(n: u64) -> u64 {
    let frame = [n; 4000];
    black_box(&frame).iter().sum()
}

/// A thread of std's own `scope` goes on after the deadlock of the one that it borrows from.
#[test]
fn a_thread_of_the_system_may_borrow_from_one_that_is_deadlocked() {
    static STARTED: AtomicU32 = AtomicU32::new(0);
    static ENDED: AtomicU32 = AtomicU32::new(0);
    static FOREIGN: AtomicU32 = AtomicU32::new(0);
    static STOP: AtomicBool = AtomicBool::new(false);
    let verdict = check(|| {
        let lock = Mutex::new(0);
        let data = [0xAAAA_u64; 64];
        std::thread::scope(|s| {
            STARTED.fetch_add(1, SeqCst);
            s.spawn(|| {
                while !STOP.load(SeqCst) {
                    let foreign = data.iter().filter(|&&x| black_box(x) != 0xAAAA).count();
                    FOREIGN.fetch_add(foreign as u32, SeqCst);
                    std::thread::yield_now();
                }
                ENDED.fetch_add(1, SeqCst);
            });
            let _one = lock.lock();
            let _two = lock.lock();
        });
    });
    verdict.expect_fails(FailureKind::Deadlock);
    for n in 0..200 {
        assert!(check(|| black_box(other_frames(n))).holds());
    }
    STOP.store(true, SeqCst);
    while ENDED.load(SeqCst) < STARTED.load(SeqCst) {
        std::thread::yield_now();
    }
    assert_eq!(FOREIGN.load(SeqCst), 0);
}
