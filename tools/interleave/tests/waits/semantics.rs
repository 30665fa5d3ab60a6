//! What std promises of `Condvar` and its results, item by item.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use interleave::sync::{Arc, Condvar, Mutex};
use interleave::{Checker, FailureKind, thread};

#[test]
fn a_condvar_lives_in_a_static_and_starts_fresh() {
    static READY: Mutex<bool> = Mutex::new(false);
    static CHANGED: Condvar = Condvar::new();
    for _ in 0..2 {
        interleave::model(|| {
            let setter = thread::spawn(|| {
                *READY.lock().unwrap() = true;
                CHANGED.notify_one();
            });
            assert!(*CHANGED.wait_while(READY.lock().unwrap(), |ready| !*ready).unwrap());
            setter.join().unwrap();
        });
    }
}

#[test]
fn debug_and_default_are_std_s() {
    assert_eq!(format!("{:?}", Condvar::default()), format!("{:?}", std::sync::Condvar::new()));
}

#[test]
fn two_locks_at_the_same_time_are_refused() {
    let verdict = interleave::check(|| {
        let (one, other, condvar) = (Mutex::new(()), Mutex::new(()), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| drop(condvar.wait(one.lock().unwrap())));
            s.spawn(|| drop(condvar.wait(other.lock().unwrap())));
        });
    });
    let found = verdict.expect_fails(FailureKind::Assertion);
    let text = found.to_string();
    assert!(text.contains("attempted to use a condition variable with two mutexes"), "{text}");
}

#[test]
fn one_lock_after_the_other_is_fine() {
    interleave::model(|| {
        let (one, other, condvar) = (Mutex::new(()), Mutex::new(()), Condvar::new());
        let moment = Duration::from_millis(1);
        drop(condvar.wait_timeout(one.lock().unwrap(), moment).unwrap());
        drop(condvar.wait_timeout(other.lock().unwrap(), moment).unwrap());
    });
}

#[test]
fn a_waiter_learns_that_the_lock_was_poisoned_meanwhile() {
    let results = interleave::outcomes(|| {
        let shared = Arc::new((Mutex::new(false), Condvar::new()));
        let theirs = Arc::clone(&shared);
        let other = thread::spawn(move || {
            let mut ready = theirs.0.lock().unwrap();
            *ready = true;
            theirs.1.notify_all();
            panic!("while it holds the lock");
        });
        let (ready, changed) = &*shared;
        let poisoned = match ready.lock() {
            Ok(guard) => changed.wait_while(guard, |ready| !*ready).is_err(),
            Err(_) => true,
        };
        assert!(other.join().is_err());
        (poisoned, ready.is_poisoned())
    });
    assert_eq!(results.values().copied().collect::<Vec<_>>(), [(true, true)]);
}

#[test]
fn a_timed_waiter_learns_that_the_lock_was_poisoned_too() {
    let results = interleave::outcomes(|| {
        let shared = Arc::new((Mutex::new(()), Condvar::new()));
        let theirs = Arc::clone(&shared);
        let other = thread::spawn(move || {
            let _guard = theirs.0.lock();
            panic!("while it holds the lock");
        });
        let (lock, condvar) = &*shared;
        let result = match lock.lock() {
            Ok(guard) => match condvar.wait_timeout(guard, Duration::from_millis(1)) {
                Ok((_, result)) => (false, result.timed_out()),
                Err(poisoned) => (true, poisoned.into_inner().1.timed_out()),
            },
            Err(_) => (true, false),
        };
        assert!(other.join().is_err());
        result
    });
    let expected = [(false, false), (false, true), (true, false), (true, true)];
    assert_eq!(results.values().copied().collect::<Vec<_>>(), expected);
}

#[test]
fn outside_a_model_waiting_is_refused() {
    let refused = |f: &mut dyn FnMut()| {
        let panic = catch_unwind(AssertUnwindSafe(f)).unwrap_err();
        let message = panic.downcast_ref::<&str>().copied().unwrap_or_default();
        assert!(message.contains("this belongs to a model"), "{message}");
    };
    refused(&mut || Condvar::new().notify_one());
    refused(&mut || Condvar::new().notify_all());
    refused(&mut || _ = interleave::time::Instant::now());
    refused(&mut || thread::sleep(Duration::from_millis(1)));
    refused(&mut || thread::park_timeout(Duration::from_millis(1)));
    refused(&mut || interleave::futex::wake_one(std::ptr::null()));
}

#[test]
fn a_look_alone_is_no_change_of_what_is_guarded() {
    // Whoever polls under the lock is not kept going by one who only looks, and goes back to sleep.
    let run = Checker::new().outcomes(|| {
        let (ready, changed) = (Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| drop(changed.wait_while(ready.lock().unwrap(), |ready| !*ready).unwrap()));
            s.spawn(|| {
                while !*ready.lock().unwrap() {
                    thread::yield_now();
                }
            });
            *ready.lock().unwrap() = true;
            changed.notify_all();
        });
    });
    assert!(run.explored().interleavings() < 2_000, "{:?}", run.explored());
}
