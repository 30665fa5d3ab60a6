//! Loops with something in them that is easily taken for progress.

use interleave::cell::UnsafeCell;
use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release, SeqCst},
};
use interleave::{Checker, FailureKind, hint, thread};

use super::std_locks;

/// A number that is read and written only under a lock.
pub(super) struct Guarded(pub(super) UnsafeCell<u32>);

// SAFETY: only for the explorer, which reports accesses that nothing orders.
unsafe impl Sync for Guarded {}

impl Guarded {
    pub(super) fn get(&self) -> u32 {
        // SAFETY: the explorer runs one thread at a time.
        self.0.with(|value| unsafe { *value })
    }

    pub(super) fn set(&self, value: u32) {
        // SAFETY: as above.
        self.0.with_mut(|place| unsafe { *place = value });
    }
}

#[test]
fn a_cell_that_is_polled_under_a_lock_is_waited_for() {
    interleave::check(|| {
        let (lock, ready) = (Mutex::new(()), Guarded(UnsafeCell::new(0)));
        thread::scope(|s| {
            s.spawn(|| {
                let _guard = lock.lock().unwrap();
                ready.set(1);
            });
            loop {
                let guard = lock.lock().unwrap();
                if ready.get() == 1 {
                    break;
                }
                drop(guard);
                hint::spin_loop();
            }
        });
    })
    .expect_holds();
}

#[test]
fn a_cell_that_is_polled_and_never_written_is_polled_forever() {
    let verdict = Checker::new().check(|| {
        let (lock, ready) = (Mutex::new(()), Guarded(UnsafeCell::new(0)));
        loop {
            let guard = lock.lock().unwrap();
            if ready.get() == 1 {
                break;
            }
            drop(guard);
            thread::yield_now();
        }
    });
    let found = verdict.expect_fails(FailureKind::Spin);
    assert!(found.trace.steps.len() < 20, "{found}");
}

#[test]
fn a_lock_of_ones_own_that_is_taken_in_each_round_is_part_of_the_waiting() {
    interleave::check(|| {
        let (locked, ready) = (AtomicBool::new(false), Guarded(UnsafeCell::new(0)));
        let acquire = || {
            while locked.compare_exchange(false, true, Acquire, Relaxed).is_err() {
                hint::spin_loop();
            }
        };
        thread::scope(|s| {
            s.spawn(|| {
                acquire();
                ready.set(1);
                locked.store(false, Release);
            });
            loop {
                acquire();
                let is_ready = ready.get() == 1;
                locked.store(false, Release);
                if is_ready {
                    break;
                }
                hint::spin_loop();
            }
        });
    })
    .expect_holds();
}

/// The flag is one of std's, which the explorer does not see.
#[test]
fn a_loop_that_only_yields_lets_the_others_go() {
    use std::sync::atomic::AtomicBool as Unseen;
    interleave::check(|| {
        let (done, x) = (Unseen::new(false), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                x.store(1, SeqCst);
                done.store(true, SeqCst);
            });
            while !done.load(SeqCst) {
                thread::yield_now();
            }
            assert_eq!(x.load(SeqCst), 1);
        });
    })
    .expect_holds();
}

#[test]
fn a_loop_that_yields_forever_is_told_so() {
    let verdict = Checker::new().check(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| x.store(1, SeqCst));
            loop {
                thread::yield_now();
            }
        })
    });
    let found = verdict.expect_fails(FailureKind::Spin);
    assert!(found.to_string().contains("it does nothing but yield"), "{found}");
}

#[test]
fn what_comes_after_many_yields_may_come_before_or_after_what_others_do() {
    let outcomes = Checker::new().outcomes(|| {
        let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                x.store(1, SeqCst);
                y.store(1, SeqCst);
            });
            (0..1_010).for_each(|_| thread::yield_now());
            (x.load(SeqCst), y.load(SeqCst))
        })
    });
    assert_eq!(outcomes.values().collect::<Vec<_>>(), [&(0, 0), &(0, 1), &(1, 0), &(1, 1)]);
}

#[test]
fn a_load_that_stands_before_the_loop_is_named() {
    let verdict = Checker::new().check(|| {
        let locked = AtomicBool::new(false);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let is_locked = locked.swap(true, SeqCst);
                    #[expect(
                        clippy::while_immutable_condition,
                        reason = "the mistake that this is about"
                    )]
                    while is_locked {
                        hint::spin_loop();
                    }
                    locked.store(false, SeqCst);
                });
            }
        });
    });
    let found = verdict.expect_fails(FailureKind::Spin);
    let told = found.explanation().join("\n");
    assert!(told.contains("does that belong inside the loop?"), "{told}");
}

#[test]
fn a_loop_that_yields_a_thousand_times_and_a_few_gives_up() {
    for yields in [10, 1_010, 1_100] {
        interleave::check(|| {
            let x = AtomicU32::new(0);
            thread::scope(|s| {
                s.spawn(|| x.store(1, SeqCst));
                (0..yields).for_each(|_| thread::yield_now());
                x.load(SeqCst);
            });
        })
        .expect_holds();
    }
}

#[test]
fn two_looks_in_a_round_are_both_waited_for() {
    // Either flag ends the loop, and each is set by another thread.
    for first in [true, false] {
        interleave::check(|| {
            let (a, b) = (AtomicBool::new(false), AtomicBool::new(false));
            thread::scope(|s| {
                s.spawn(|| if first { a.store(true, SeqCst) } else { b.store(true, SeqCst) });
                loop {
                    if a.load(SeqCst) {
                        break;
                    }
                    hint::spin_loop();
                    if b.load(SeqCst) {
                        break;
                    }
                    hint::spin_loop();
                }
            });
        })
        .expect_holds();
    }
}

/// One line looks at either flag, and looks at the first twice in each round.
#[test]
fn a_look_that_comes_twice_in_a_round_does_not_hide_the_one_in_between() {
    interleave::check(|| {
        let flags = [AtomicBool::new(false), AtomicBool::new(false)];
        let is_set = |which: usize| flags[which].load(SeqCst);
        thread::scope(|s| {
            s.spawn(|| flags[1].store(true, SeqCst));
            while !is_set(0) && !is_set(1) && !is_set(0) {
                hint::spin_loop();
            }
        });
    })
    .expect_holds();
}

#[test]
fn a_loop_that_gives_up_between_two_kinds_of_looks_is_explored_giving_up() {
    let gave_up = Checker::new().outcomes(|| {
        let (a, b) = (AtomicBool::new(false), AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(|| a.store(true, SeqCst));
            for _ in 0..5 {
                if a.load(SeqCst) {
                    return false;
                }
                hint::spin_loop();
                if b.load(SeqCst) {
                    return false;
                }
                hint::spin_loop();
            }
            true
        })
    });
    assert_eq!(gave_up.values().collect::<Vec<_>>(), [&false, &true]);
}

#[test]
fn three_tries_of_a_hundred_looks_each_and_then_a_sleep_are_found() {
    // The sleeper is woken only if it says that it sleeps.
    let waits = |says_so: bool| {
        Checker::new().check(move || {
            let (free, asleep) = (AtomicBool::new(false), AtomicBool::new(false));
            thread::scope(|s| {
                let waiter = s.spawn(|| {
                    for _ in 0..3 {
                        if free.swap(false, Acquire) {
                            return;
                        }
                        for _ in 0..100 {
                            if free.load(Relaxed) {
                                break;
                            }
                            hint::spin_loop();
                        }
                    }
                    asleep.store(says_so, SeqCst);
                    while !free.swap(false, SeqCst) {
                        thread::park();
                    }
                });
                free.store(true, SeqCst);
                if asleep.load(SeqCst) {
                    waiter.thread().unpark();
                }
            });
        })
    };
    assert!(waits(true).holds());
    waits(false).expect_fails(FailureKind::LostWakeup);
}

#[test]
fn a_thread_that_spins_on_several_values_says_which() {
    let verdict = Checker::new().check(|| {
        let (a, b) = (AtomicBool::new(false), AtomicU32::new(7));
        while !a.load(SeqCst) && b.load(SeqCst) == 7 {
            hint::spin_loop();
        }
    });
    let found = verdict.expect_fails(FailureKind::Spin);
    // The next round begins with the first of them.
    assert!(found.to_string().contains("a.load …"), "{found}");
    let told = found.explanation().join("\n");
    assert!(told.contains("in each round `a` stays false"), "{told}");
    assert!(told.contains("and `b` stays 7"), "{told}");
}

#[test]
fn the_mutex_of_std_holds() {
    for threads in [2, 3] {
        let checker = Checker::new().max_executions(if threads == 2 { 100_000 } else { 2_000 });
        checker.model(|| {
            let (lock, inside) = (std_locks::Mutex::default(), Guarded(UnsafeCell::new(0)));
            thread::scope(|s| {
                for _ in 0..threads {
                    s.spawn(|| {
                        lock.lock();
                        inside.set(inside.get() + 1);
                        lock.unlock();
                    });
                }
            });
            assert_eq!(inside.get(), threads);
        });
    }
}

#[test]
fn the_read_write_lock_of_std_holds_for_a_reader_and_a_writer() {
    let explored = interleave::check(|| {
        let (lock, value) = (std_locks::RwLock::default(), Guarded(UnsafeCell::new(0)));
        thread::scope(|s| {
            s.spawn(|| {
                lock.write();
                value.set(value.get() + 1);
                lock.write_unlock();
            });
            s.spawn(|| {
                lock.read();
                assert!(value.get() < 2);
                lock.read_unlock();
            });
        });
    })
    .expect_holds()
    .interleavings();
    assert!(explored > 10);
}

#[test]
fn two_writers_of_the_read_write_lock_of_std_do_not_meet() {
    interleave::check(|| {
        let (lock, value) = (std_locks::RwLock::default(), Guarded(UnsafeCell::new(0)));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    lock.write();
                    value.set(value.get() + 1);
                    lock.write_unlock();
                });
            }
        });
        assert_eq!(value.get(), 2);
    })
    .expect_holds();
}
