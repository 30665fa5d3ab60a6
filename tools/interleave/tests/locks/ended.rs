//! The end of a thread: asking for it, and never waiting for it; backing off until then.

use interleave::backoff::Backoff;
use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed, Ordering::SeqCst};
use interleave::sync::mpsc::channel;
use interleave::sync::{Arc, Mutex};
use interleave::{FailureKind, thread};

use super::{check_picture, outcomes};

#[test]
fn a_thread_that_has_done_its_work_may_not_have_ended_yet() {
    let seen = outcomes(|| {
        let x = Arc::new(AtomicU32::new(0));
        let theirs = Arc::clone(&x);
        let worker = thread::spawn(move || theirs.store(1, SeqCst));
        let before = x.load(SeqCst);
        let finished = worker.is_finished();
        worker.join().unwrap();
        (before, finished)
    });
    assert_eq!(seen, [(0, false), (0, true), (1, false), (1, true)]);
}

#[test]
fn a_finished_thread_has_stored_what_it_stores_but_orders_nothing() {
    let stale = interleave::check(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            let worker = s.spawn(|| x.store(1, Relaxed));
            if worker.is_finished() {
                assert_eq!(x.load(Relaxed), 1);
            }
        });
    })
    .expect_fails(FailureKind::Assertion);
    assert!(stale.to_string().contains("A.is_finished → true"), "{stale}");
    interleave::model(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            let worker = s.spawn(|| x.store(1, SeqCst));
            if worker.is_finished() {
                assert!(worker.is_finished());
                worker.join().unwrap();
                assert_eq!(x.load(Relaxed), 1);
            }
        });
    });
}

#[test]
fn polling_until_it_has_finished_ends() {
    interleave::model(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            let worker = s.spawn(|| {
                x.fetch_add(1, SeqCst);
                x.fetch_add(1, SeqCst)
            });
            while !worker.is_finished() {
                thread::yield_now();
            }
            assert_eq!(x.load(SeqCst), 2);
        });
    });
}

#[test]
fn polling_a_thread_that_is_stuck_spins() {
    let spin = interleave::check(|| {
        let lock = Mutex::new(0);
        thread::scope(|s| {
            let _guard = lock.lock().unwrap();
            let worker = s.spawn(|| *lock.lock().unwrap() += 1);
            while !worker.is_finished() {
                thread::yield_now();
            }
        });
    })
    .expect_fails(FailureKind::Spin);
    check_picture(&spin, "polling_a_thread_that_is_stuck_spins");
}

#[test]
fn what_a_thread_that_is_never_joined_does_may_not_happen() {
    let lost = interleave::check(|| {
        let saved = Arc::new(AtomicU32::new(0));
        let theirs = Arc::clone(&saved);
        thread::spawn(move || theirs.store(1, SeqCst));
        saved.load(SeqCst);
    })
    .expect_fails(FailureKind::NeverJoined);
    check_picture(&lost, "what_a_thread_that_is_never_joined_does_may_not_happen");
}

#[test]
fn a_thread_whose_work_was_waited_for_need_not_be_joined() {
    interleave::model(|| {
        let (tx, rx) = channel();
        thread::spawn(move || tx.send(1).unwrap());
        assert_eq!(rx.recv(), Ok(1));
    });
    interleave::model(|| {
        let lock = Arc::new(Mutex::new(false));
        let theirs = Arc::clone(&lock);
        thread::spawn(move || *theirs.lock().unwrap() = true);
        while !*lock.lock().unwrap() {
            thread::yield_now();
        }
    });
}

#[test]
fn backing_off_completes_after_as_many_steps_as_crossbeams() {
    interleave::model(|| {
        let backoff = Backoff::new();
        for _ in 0..10 {
            backoff.snooze();
            assert!(!backoff.is_completed());
        }
        backoff.snooze();
        assert!(backoff.is_completed());
        backoff.reset();
        for _ in 0..100 {
            backoff.spin();
        }
        assert!(!backoff.is_completed());
        assert_eq!(
            format!("{backoff:?}"),
            "Backoff { step: Cell { value: 7 }, is_completed: false }"
        );
    });
}

#[test]
fn spinning_first_and_parking_later_ends() {
    interleave::model(|| {
        let ready = AtomicBool::new(false);
        let main = thread::current();
        thread::scope(|s| {
            s.spawn(|| {
                ready.store(true, SeqCst);
                main.unpark();
            });
            let backoff = Backoff::new();
            while !ready.load(SeqCst) {
                if backoff.is_completed() {
                    thread::park();
                } else {
                    backoff.snooze();
                }
            }
        });
    });
}

#[test]
fn spinning_first_and_parking_without_an_unpark_is_a_deadlock() {
    interleave::check(|| {
        let ready = AtomicBool::new(false);
        let backoff = Backoff::new();
        while !ready.load(SeqCst) {
            if backoff.is_completed() {
                thread::park();
            } else {
                backoff.snooze();
            }
        }
    })
    .expect_fails(FailureKind::LostWakeup);
}
