//! Loops that wait: what they wait for, and what has nothing to do with them.

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::*, fence};
use interleave::trace::Operation;
use interleave::{Checker, ReplayError, SearchError};
use interleave::{FailureKind, hint, thread};

#[test]
fn a_lock_that_was_got_in_the_end_is_not_waited_for_any_more() {
    interleave::model(|| {
        let (lock, x) = (Mutex::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| drop(lock.lock().unwrap()));
            let guard = loop {
                if let Ok(guard) = lock.try_lock() {
                    break guard;
                }
                hint::spin_loop();
            };
            x.load(SeqCst);
            drop(guard);
        });
    });
}

#[test]
fn what_was_read_before_the_loop_does_not_keep_it_going() {
    for hinted in [true, false] {
        interleave::model(|| {
            let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    x.store(1, SeqCst);
                    y.store(1, SeqCst);
                });
                x.load(SeqCst);
                while y.load(SeqCst) == 0 {
                    if hinted {
                        hint::spin_loop();
                    }
                }
            });
        });
    }
}

#[test]
fn a_lock_that_was_tried_before_the_loop_does_not_keep_it_going() {
    interleave::model(|| {
        let (lock, y) = (Mutex::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                drop(lock.lock().unwrap());
                y.store(1, SeqCst);
            });
            drop(lock.try_lock());
            while y.load(SeqCst) == 0 {
                hint::spin_loop();
            }
        });
    });
}

#[test]
fn hinting_several_times_in_a_row_is_hinting_once() {
    interleave::model(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| x.store(1, SeqCst));
            while x.load(SeqCst) == 0 {
                (0..3).for_each(|_| hint::spin_loop());
            }
        });
    });
}

#[test]
fn a_bounded_loop_may_give_up_at_any_time() {
    for hinted in [true, false] {
        let outcomes = Checker::new().order_only().outcomes(|| {
            let x = AtomicU32::new(0);
            thread::scope(|s| {
                let tried = s.spawn(|| {
                    for _ in 0..30 {
                        if x.load(SeqCst) == 1 {
                            return true;
                        }
                        if hinted {
                            hint::spin_loop();
                        }
                    }
                    false
                });
                x.store(1, SeqCst);
                tried.join().unwrap()
            })
        });
        assert_eq!(outcomes.values().copied().collect::<Vec<_>>(), [false, true]);
    }
}

#[test]
fn a_loop_that_gives_up_may_have_missed_what_came_before_what_it_sees_then() {
    let gave_up = |order| {
        let outcomes = Checker::new().memory_only().outcomes(move || {
            let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    x.store(1, order);
                    y.store(1, order);
                });
                for _ in 0..3 {
                    if x.load(order) == 1 {
                        return None;
                    }
                    hint::spin_loop();
                }
                Some(y.load(order))
            })
        });
        outcomes.values().copied().collect::<Vec<_>>()
    };
    assert_eq!(gave_up(Relaxed), [None, Some(0), Some(1)]);
}

#[test]
fn spinning_and_then_parking_loses_a_wakeup_if_nothing_is_said() {
    // The spinner gives up and parks; the other one only sets the flag.
    let forgets = |unpark: bool| {
        Checker::new().order_only().check(move || {
            let flag = AtomicBool::new(false);
            thread::scope(|s| {
                let waiter = s.spawn(|| {
                    for _ in 0..10 {
                        if flag.load(Acquire) {
                            return;
                        }
                        hint::spin_loop();
                    }
                    while !flag.load(Acquire) {
                        thread::park();
                    }
                });
                flag.store(true, Release);
                if unpark {
                    waiter.thread().unpark();
                }
            });
        })
    };
    assert!(forgets(true).holds());
    assert!(!forgets(false).holds());
}

#[test]
fn three_spinners_without_a_hint_still_get_a_verdict() {
    for order in [Acquire, AcqRel, SeqCst] {
        let verdict = Checker::new().order_only().check(|| {
            let (locked, inside) = (AtomicBool::new(false), AtomicU32::new(0));
            thread::scope(|s| {
                for _ in 0..3 {
                    s.spawn(|| {
                        while locked.swap(true, order) {}
                        assert_eq!(inside.fetch_add(1, Relaxed), 0);
                        inside.fetch_sub(1, Relaxed);
                        locked.store(false, Release);
                    });
                }
            });
        });
        assert!(verdict.holds());
    }
}

#[test]
fn looks_without_a_hint_are_counted_and_so_are_exchanges_while_waiting() {
    let explored = |hinted: bool| {
        Checker::new()
            .order_only()
            .check(move || {
                let locked = AtomicBool::new(false);
                thread::scope(|s| {
                    for _ in 0..2 {
                        s.spawn(|| {
                            while locked.swap(true, Acquire) {
                                if hinted {
                                    hint::spin_loop();
                                }
                            }
                            locked.store(false, Release);
                        });
                    }
                });
            })
            .expect_holds()
    };
    assert_eq!(explored(true).unhinted_spins(), 0);
    assert!(explored(false).unhinted_spins() > 0);
    assert_eq!(explored(true).most(Operation::Store), 2);
    let swaps = explored(true).most(Operation::Swap);
    assert_eq!(swaps, 3, "one by the first, two by the second, which has to wait");
}

#[test]
fn a_replay_counts_the_looks_without_a_hint() {
    let run = interleave::replay("A B B A B B", || {
        let locked = AtomicBool::new(false);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    while locked.swap(true, Acquire) {}
                    locked.store(false, Release);
                });
            }
        });
    });
    assert_eq!(run.unhinted_spins, 1);
}

#[test]
fn a_loop_that_writes_what_is_there_already_polls() {
    let verdict = Checker::new().check(|| {
        let sold = Mutex::new(true);
        thread::scope(|s| {
            s.spawn(|| while std::mem::replace(&mut *sold.lock().unwrap(), true) {});
        });
    });
    let found = verdict.expect_fails(FailureKind::Spin);
    assert!(found.trace.steps.len() < 30, "{found}");
}

#[test]
fn a_loop_that_polls_under_a_lock_ends_when_another_thread_ends_it() {
    interleave::model(|| {
        let (free, sold) = (AtomicU32::new(1), Mutex::new(false));
        thread::scope(|s| {
            s.spawn(|| {
                *sold.lock().unwrap() = true;
                free.fetch_sub(1, SeqCst);
            });
            s.spawn(|| {
                while free.load(SeqCst) > 0 {
                    let _ = std::mem::replace(&mut *sold.lock().unwrap(), true);
                    thread::yield_now();
                }
            });
        });
    });
}

#[test]
fn three_threads_that_try_a_lock_until_they_have_it_get_a_verdict() {
    interleave::model(|| {
        let total = Mutex::new(0);
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    loop {
                        if let Ok(mut total) = total.try_lock() {
                            *total += 1;
                            break;
                        }
                    }
                });
            }
        });
    });
}

/// Tries, looks until it is worth another try, and is too late so often that the tries look like a loop of their own.
/// Looking on from there leads into the inner loop, which never comes back to the try.
#[test]
fn a_spinner_that_goes_on_in_an_inner_loop_comes_to_an_end() {
    let too_late = " A B A B B".repeat(6);
    let run = Checker::new().try_replay(&format!("A B B{too_late}"), || {
        let lock = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| {
                for _ in 0..9 {
                    lock.swap(true, SeqCst);
                    lock.store(false, SeqCst);
                }
            });
            s.spawn(|| {
                while lock.swap(true, SeqCst) {
                    while lock.load(SeqCst) {
                        hint::spin_loop();
                    }
                }
            });
        });
    });
    let Err(ReplayError::Search(SearchError::Schedule { .. })) = run else {
        panic!("the schedule goes on although B has looked often enough");
    };
}

#[test]
fn a_fence_between_two_looks_is_part_of_the_waiting() {
    for hinted in [true, false] {
        let explored = Checker::new()
            .check(|| {
                let flag = AtomicBool::new(false);
                thread::scope(|s| {
                    s.spawn(|| flag.store(true, Release));
                    loop {
                        fence(SeqCst);
                        if flag.load(Relaxed) {
                            break;
                        }
                        if hinted {
                            hint::spin_loop();
                        }
                    }
                });
            })
            .expect_holds();
        // Seen at once or after one look; without a hint after up to four.
        assert_eq!(explored.interleavings(), if hinted { 2 } else { 5 });
    }
}

#[test]
fn a_loop_with_a_fence_may_give_up_or_wait_forever() {
    let gives_up = Checker::new().outcomes(|| {
        let flag = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| flag.store(true, SeqCst));
            for _ in 0..10 {
                fence(SeqCst);
                if flag.load(SeqCst) {
                    return true;
                }
                hint::spin_loop();
            }
            false
        })
    });
    assert_eq!(gives_up.values().collect::<Vec<_>>(), [&false, &true]);

    Checker::new()
        .check(|| {
            let flag = AtomicBool::new(false);
            while !flag.load(SeqCst) {
                fence(SeqCst);
                hint::spin_loop();
            }
        })
        .expect_fails(FailureKind::Spin);
}

#[test]
fn a_lock_that_is_taken_and_freed_between_two_looks_is_part_of_the_waiting() {
    interleave::model(|| {
        let (flag, lock) = (AtomicBool::new(false), Mutex::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                drop(lock.lock().unwrap());
                flag.store(true, SeqCst);
            });
            while !flag.load(SeqCst) {
                drop(lock.lock().unwrap());
                hint::spin_loop();
            }
        });
    });
}

#[test]
fn of_two_spinners_the_one_that_gives_up_lets_the_other_go() {
    let explored = Checker::new()
        .check(|| {
            let (flag, never) = (AtomicBool::new(false), AtomicBool::new(false));
            thread::scope(|s| {
                s.spawn(|| {
                    for _ in 0..3 {
                        if never.load(SeqCst) {
                            return;
                        }
                        hint::spin_loop();
                    }
                    flag.store(true, SeqCst);
                });
                s.spawn(|| {
                    while !flag.load(SeqCst) {
                        hint::spin_loop();
                    }
                });
            });
        })
        .expect_holds();
    assert_eq!(explored.interleavings(), 2, "the flag is seen at the first look, or after it");
}
