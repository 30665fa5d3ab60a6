//! Guests, a bathroom and a night porter, in every order.

use futex_mutex::FutexLock;
use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use interleave::trace::Operation;
use interleave::{Checker, Explored, Verdict, cell, thread};

#[track_caller]
fn holds(verdict: Verdict) -> Explored {
    match verdict {
        Verdict::Holds(explored) => explored,
        Verdict::Fails(counterexample) => panic!("\n{counterexample}"),
    }
}

/// How often it was rung, at most in one run.
fn rings(explored: &Explored) -> u64 {
    explored.most(Operation::FutexWakeOne) + explored.most(Operation::FutexWakeAll)
}

/// So many guests, each going to the bathroom once.
fn night(guests: u32) {
    let (lock, inside) = (FutexLock::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..guests {
            s.spawn(|| {
                lock.acquire();
                let others = inside.fetch_add(1, SeqCst);
                assert!(others == 0, "came in while somebody else was in the bathroom");
                inside.fetch_sub(1, SeqCst);
                lock.release();
            });
        }
    });
}

#[test]
fn whoever_is_alone_rings_for_nobody() {
    let explored = holds(Checker::new().order_only().check(|| {
        let lock = FutexLock::default();
        for _ in 0..3 {
            lock.acquire();
            lock.release();
        }
    }));
    let rings = rings(&explored);
    assert!(
        rings == 0,
        "one guest went in and out three times, nobody else was in the hotel, and the porter was rung for {rings} times"
    );
}

#[test]
fn at_most_one_of_two_is_in_the_bathroom_and_nobody_sleeps_on() {
    Checker::new().order_only().model(|| night(2));
}

#[test]
fn of_two_who_sleep_nobody_is_forgotten() {
    // Bounded, so that right answers in other styles do not take minutes.
    Checker::new().order_only().max_preemptions(2).model(|| night(3));
}

#[test]
fn nobody_is_forgotten_when_the_first_comes_back() {
    Checker::new().order_only().max_preemptions(2).model(|| {
        let lock = FutexLock::default();
        lock.acquire();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    lock.acquire();
                    lock.release();
                });
            }
            lock.release();
            lock.acquire();
            lock.release();
        });
    });
}

#[test]
fn what_one_leaves_behind_the_next_one_finds() {
    /// A cell that is used only under the lock.
    #[derive(Default)]
    struct Towels(cell::Cell<u32>);
    // SAFETY: the explorer looks at every access to the cell, and reports it if nothing orders two of them.
    unsafe impl Sync for Towels {}

    interleave::model(|| {
        let (lock, towels) = (FutexLock::default(), Towels::default());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let towels = &towels;
                    lock.acquire();
                    towels.0.set(towels.0.get() + 1);
                    lock.release();
                });
            }
        });
        lock.acquire();
        let towels = towels.0.get();
        assert!(towels == 2, "two guests left a towel each, but there are {towels}");
    });
}

#[test]
fn whoever_waits_is_asleep() {
    let verdict = Checker::new().order_only().check(|| {
        let lock = FutexLock::default();
        lock.acquire();
        lock.acquire();
    });
    let Verdict::Fails(found) = verdict else {
        panic!("nobody came out of the bathroom, but somebody else was let in")
    };
    assert!(
        found.kind() == "lost_wakeup",
        "the bathroom is locked for ever, and whoever waits should sleep, but does not:\n{found}"
    );
}

#[test]
fn after_the_rush_it_is_quiet_again() {
    let explored = holds(Checker::new().order_only().check(|| {
        let lock = FutexLock::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    lock.acquire();
                    lock.release();
                });
            }
        });
        for _ in 0..4 {
            lock.acquire();
            lock.release();
        }
    }));
    let rings = rings(&explored);
    assert!(
        rings <= 4,
        "two guests met, then one went in and out four times alone, and the porter was rung for {rings} times"
    );
}

#[test]
fn one_is_woken_and_not_all() {
    let explored = holds(Checker::new().order_only().check(|| night(2)));
    let all = explored.most(Operation::FutexWakeAll);
    assert!(all == 0, "one can go in, but everybody was woken");
    let rings = rings(&explored);
    assert!(rings <= 2, "two came out, once each, but the porter was rung for {rings} times");
}

#[test]
fn another_thread_may_release() {
    Checker::new().order_only().model(|| {
        let (lock, freed) = (FutexLock::default(), AtomicBool::new(false));
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                freed.store(true, SeqCst);
                lock.release();
            });
            lock.acquire();
            assert!(freed.load(SeqCst), "came in before anybody had come out");
        });
    });
}

#[test]
fn each_bathroom_has_a_lock_of_its_own() {
    Checker::new().order_only().model(|| {
        let (lock, other) = (FutexLock::default(), FutexLock::default());
        lock.acquire();
        other.acquire();
        thread::scope(|s| {
            s.spawn(|| other.acquire());
            s.spawn(|| lock.acquire());
            lock.release();
            other.release();
        });
    });
}
