//! What each kind of failure looks like, wide and narrow: see the text files in `tests/failures`.

use std::sync::atomic::Ordering::*;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, AtomicU32};
use interleave::{FailureKind, cell, hint, thread};

#[track_caller]
fn check(kind: FailureKind, expected: ExpectFile, program: impl Fn()) {
    let found = interleave::check(program).expect_fails(kind);
    let (wide, narrow) = (found.render(100, false), found.render(60, false));
    for (text, width) in [(&wide, 100), (&narrow, 60)] {
        let longest = text.lines().map(|line| line.chars().count()).max();
        assert!(longest.is_some_and(|longest| longest <= width), "wider than {width}:\n{text}");
    }
    let rule = "-".repeat(60);
    expected.assert_eq(&format!("{wide}{rule}\n{narrow}"));
}

#[test]
fn an_assertion_that_an_interleaving_breaks() {
    check(FailureKind::Assertion, expect_file!["failures/assertion.txt"], || {
        let balance = AtomicU32::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let seen = balance.load(Relaxed);
                    balance.store(seen + 1, Relaxed);
                });
            }
        });
        let balance = balance.into_inner();
        assert!(balance == 2, "1 was put in twice, and there is {balance}");
    });
}

#[test]
fn an_assertion_that_needs_no_interleaving() {
    check(FailureKind::Assertion, expect_file!["failures/whatever-order.txt"], || {
        let balance = AtomicU32::new(0);
        balance.fetch_add(1, Relaxed);
        assert_eq!(balance.load(Relaxed), 2);
    });
}

#[test]
fn an_assertion_that_a_stale_value_breaks() {
    check(FailureKind::Assertion, expect_file!["failures/stale.txt"], || {
        let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(|| {
                data.store(42, Relaxed);
                ready.store(true, Relaxed);
            });
            if ready.load(Acquire) {
                assert_eq!(data.load(Relaxed), 42, "ready, so the data is there");
            }
        });
    });
}

#[test]
fn a_panic_that_join_passes_on() {
    check(FailureKind::Assertion, expect_file!["failures/passed-on.txt"], || {
        let worker = thread::Builder::new().name("worker".into());
        let worker = worker.spawn(|| -> u32 { panic!("no paper left") }).unwrap();
        worker.join().unwrap();
    });
}

#[test]
fn a_panic_that_is_never_joined() {
    check(FailureKind::UnjoinedPanic, expect_file!["failures/unjoined-panic.txt"], || {
        drop(thread::spawn(|| panic!("no paper left")));
    });
}

struct Shared(cell::UnsafeCell<u32>);

// SAFETY: not at all; the race is what the test is about.
unsafe impl Sync for Shared {}

impl Shared {
    fn add_one(&self) {
        // SAFETY: the explorer runs one thread at a time, whatever the program says.
        unsafe { *self.0.get() += 1 }
    }
}

#[test]
fn a_data_race_that_nothing_orders() {
    check(FailureKind::DataRace, expect_file!["failures/data-race.txt"], || {
        let total = Shared(cell::UnsafeCell::new(0));
        thread::scope(|s| {
            s.spawn(|| total.add_one());
            s.spawn(|| total.add_one());
        });
    });
}

#[test]
fn a_data_race_that_an_ordering_would_cure() {
    check(FailureKind::DataRace, expect_file!["failures/data-race-weak.txt"], || {
        let (total, locked) = (Shared(cell::UnsafeCell::new(0)), AtomicBool::new(false));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    while locked.swap(true, Acquire) {
                        hint::spin_loop();
                    }
                    total.add_one();
                    locked.store(false, Relaxed);
                });
            }
        });
    });
}

#[test]
fn two_locks_in_two_orders() {
    check(FailureKind::Deadlock, expect_file!["failures/deadlock.txt"], || {
        let (left, right) = (Mutex::new(0), Mutex::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                let _left = left.lock().unwrap();
                let _right = right.lock().unwrap();
            });
            s.spawn(|| {
                let _right = right.lock().unwrap();
                let _left = left.lock().unwrap();
            });
        });
    });
}

#[test]
fn three_philosophers() {
    check(FailureKind::Deadlock, expect_file!["failures/cycle-of-three.txt"], || {
        let forks = [Mutex::new(()), Mutex::new(()), Mutex::new(())];
        thread::scope(|s| {
            for i in 0..3 {
                let forks = &forks;
                s.spawn(move || {
                    let _first = forks[i].lock().unwrap();
                    let _second = forks[(i + 1) % 3].lock().unwrap();
                });
            }
        });
    });
}

#[test]
fn a_thread_that_waits_for_itself() {
    check(FailureKind::Deadlock, expect_file!["failures/waits-for-itself.txt"], || {
        let queue = Mutex::new(vec![1]);
        let first = queue.lock().unwrap();
        queue.lock().unwrap().push(first[0]);
    });
}

#[test]
fn a_thread_that_is_joined_by_the_holder_of_what_it_wants() {
    check(FailureKind::Deadlock, expect_file!["failures/joined-under-a-lock.txt"], || {
        let queue = Mutex::new(vec![1]);
        thread::scope(|s| {
            let mut jobs = queue.lock().unwrap();
            let worker = s.spawn(|| queue.lock().unwrap().pop());
            jobs.push(2);
            worker.join().unwrap();
        });
    });
}

#[test]
fn a_flag_that_is_never_put_down() {
    check(FailureKind::Spin, expect_file!["failures/spin.txt"], || {
        let locked = AtomicBool::new(false);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    while locked.swap(true, Acquire) {
                        hint::spin_loop();
                    }
                });
            }
        });
    });
}

#[test]
fn an_assertion_that_an_exchange_breaks_which_fails_for_no_reason() {
    check(FailureKind::Assertion, expect_file!["failures/weak-exchange.txt"], || {
        let state = AtomicU32::new(0);
        _ = state.compare_exchange_weak(0, 1, Relaxed, Relaxed);
        _ = state.compare_exchange_weak(0, 2, Relaxed, Relaxed);
        assert_eq!(state.load(Relaxed), 1);
    });
}
