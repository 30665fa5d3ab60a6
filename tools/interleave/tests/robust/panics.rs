//! Panics in all their forms, up to the one that ends the process.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::sync::{Arc, Mutex};
use interleave::trace::Failure;
use interleave::{Checker, FailureKind, thread};

#[test]
fn a_panic_that_the_program_catches_is_its_own_business() {
    interleave::model(|| {
        let x = AtomicU32::new(0);
        let caught = catch_unwind(AssertUnwindSafe(|| {
            x.store(1, SeqCst);
            panic!("on purpose");
        }));
        assert!(caught.is_err());
        assert_eq!(x.load(SeqCst), 1);
        assert!(!thread::panicking());
    });
}

#[test]
fn catching_everything_does_not_hide_a_deadlock() {
    let verdict = interleave::check(|| {
        _ = catch_unwind(|| {
            let lock = Mutex::new(0);
            let _first = lock.lock().unwrap();
            let _second = lock.lock().unwrap();
        });
    });
    verdict.expect_fails(FailureKind::Deadlock);
}

#[test]
fn a_lock_is_poisoned_by_a_panic_and_only_then() {
    interleave::model(|| {
        let lock = Arc::new(Mutex::new(0));
        let theirs = Arc::clone(&lock);
        let bad = thread::spawn(move || {
            let _guard = theirs.lock().unwrap();
            panic!("on purpose");
        });
        assert!(bad.join().is_err());
        assert!(lock.lock().is_err() && lock.is_poisoned());
        lock.clear_poison();
        assert!(lock.lock().is_ok());
        // A guard taken and dropped while unwinding poisons nothing.
        struct LocksOnDrop<'a>(&'a Mutex<i32>);
        impl Drop for LocksOnDrop<'_> {
            fn drop(&mut self) {
                *self.0.lock().unwrap() += 1;
            }
        }
        let caught = catch_unwind(AssertUnwindSafe(|| {
            let _late = LocksOnDrop(&lock);
            panic!("on purpose");
        }));
        assert!(caught.is_err());
        assert_eq!(*lock.lock().unwrap(), 1);
    });
}

/// While one thread unwinds, and is suspended in a destructor, others are not panicking.
#[test]
fn the_panic_of_one_thread_does_not_poison_the_lock_of_another() {
    interleave::model(|| {
        let (mine, other) = (Mutex::new(0), Mutex::new(0));
        thread::scope(|s| {
            let bad = s.spawn(|| {
                let _guard = mine.lock().unwrap();
                panic!("on purpose");
            });
            let good = s.spawn(|| {
                assert!(!thread::panicking());
                *other.lock().unwrap() += 1;
                assert!(!thread::panicking());
            });
            assert!(bad.join().is_err());
            good.join().unwrap();
        });
        assert!(!other.is_poisoned());
        assert!(mine.is_poisoned());
    });
}

#[test]
fn the_panic_of_a_joined_thread_is_blamed_on_that_thread() {
    let failed = interleave::check(|| {
        thread::spawn(|| assert_eq!(1 + 1, 3, "arithmetic")).join().unwrap();
    })
    .expect_fails(FailureKind::Assertion);
    let Failure::Assertion { thread, message, location } = &failed.failure else {
        panic!("{failed}")
    };
    assert_eq!((*thread, location.file.as_str()), (1, "tests/robust/panics.rs"));
    assert!(message.contains("arithmetic"), "{message}");
}

#[test]
fn a_payload_that_is_no_text_is_reported_and_handed_on() {
    let failed =
        interleave::check(|| std::panic::panic_any(42)).expect_fails(FailureKind::Assertion);
    assert!(failed.to_string().contains("a panic without a message"), "{failed}");
    interleave::model(|| {
        let payload = thread::spawn(|| std::panic::panic_any(42)).join().unwrap_err();
        assert_eq!(payload.downcast_ref::<i32>(), Some(&42));
    });
}

#[test]
fn a_message_of_many_lines_and_scripts_survives() {
    let failed = interleave::check(|| panic!("first ✗\nsecond: 数 \u{1F980}\n\n  third"))
        .expect_fails(FailureKind::Assertion);
    for width in [40, 60, 80, 100, 200] {
        let text = failed.render(width, false);
        assert!(text.contains("first ✗") && text.contains("\u{1F980}"), "{text}");
    }
    let json = serde_json::to_string(&failed).unwrap();
    assert_eq!(serde_json::from_str::<interleave::Counterexample>(&json).unwrap(), failed);
}

#[test]
fn model_panics_with_the_picture() {
    let message = super::panic_of(|| {
        Checker::new().order_only().model(|| {
            let x = AtomicU32::new(0);
            thread::scope(|s| {
                s.spawn(|| x.store(1, SeqCst));
                assert_eq!(x.load(SeqCst), 0);
            });
        });
    });
    assert!(message.contains("An interleaving breaks this."), "{message}");
    assert!(message.contains("x.store 1"), "{message}");
}

/// Set in the child process that is to abort.
const CHILD: &str = "INTERLEAVE_ROBUST_CHILD";

#[test]
fn a_destructor_that_panics_while_unwinding_aborts_but_the_report_comes_first() {
    if std::env::var_os(CHILD).is_some() {
        struct Bomb;
        impl Drop for Bomb {
            fn drop(&mut self) {
                panic!("in the destructor");
            }
        }
        interleave::model(|| {
            let x = AtomicU32::new(0);
            thread::scope(|s| {
                s.spawn(|| x.store(7, SeqCst));
                let _bomb = Bomb;
                assert_eq!(x.load(SeqCst), 0, "the first panic");
            });
        });
        return;
    }
    let name = "panics::a_destructor_that_panics_while_unwinding_aborts_but_the_report_comes_first";
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name])
        .env(CHILD, "1")
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{stderr}");
    for part in ["x.store 7", "x.load → 7", "in the destructor", "the process ends here"] {
        assert!(stderr.contains(part), "no `{part}` in:\n{stderr}");
    }
}

/// Panics under the lock, and catches that.
fn poisons_and_catches(lock: &Mutex<i32>) {
    let caught = catch_unwind(AssertUnwindSafe(|| {
        let _guard = lock.lock().unwrap();
        panic!("the first one");
    }));
    assert!(caught.is_err());
}

#[track_caller]
fn fails_with_the_first_panic(verdict: interleave::Verdict) {
    let found = verdict.expect_fails(FailureKind::Assertion);
    assert!(found.to_string().contains("the first one"), "{found}");
}

#[test]
fn a_thread_may_run_into_the_poison_of_its_own_panic() {
    fails_with_the_first_panic(interleave::check(|| {
        let lock = Mutex::new(0);
        poisons_and_catches(&lock);
        drop(lock.lock().unwrap());
    }));
}

#[test]
fn a_panic_may_come_back_to_the_thread_that_began_it() {
    fails_with_the_first_panic(interleave::check(|| {
        let lock = Mutex::new(0);
        thread::scope(|s| {
            poisons_and_catches(&lock);
            // B runs into the poison, and main passes B's panic on.
            s.spawn(|| drop(lock.lock().unwrap())).join().unwrap();
        });
    }));
}

/// Takes a step when it is dropped.
struct StepsOnDrop<'a>(&'a AtomicU32);

impl Drop for StepsOnDrop<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

#[test]
fn a_caught_panic_is_over_even_while_another_thread_unwinds() {
    interleave::model(|| {
        let (x, lock) = (AtomicU32::new(0), Mutex::new(0));
        thread::scope(|s| {
            let a = s.spawn(|| {
                assert!(catch_unwind(|| panic!("A's")).is_err());
                x.fetch_add(1, SeqCst);
                // B may be unwinding now. A isn't, and poisons nothing.
                assert!(!thread::panicking());
                drop(lock.lock().unwrap());
            });
            let b = s.spawn(|| {
                let _step = StepsOnDrop(&x);
                panic!("B's");
            });
            assert!(a.join().is_ok() && b.join().is_err());
        });
        assert!(!lock.is_poisoned());
    });
}

/// `resume_unwind` calls no panic hook.
#[test]
fn a_panic_that_is_resumed_poisons_too() {
    interleave::model(|| {
        let (x, lock) = (AtomicU32::new(0), Mutex::new(0));
        let caught = catch_unwind(AssertUnwindSafe(|| {
            let _guard = lock.lock().unwrap();
            let _step = StepsOnDrop(&x);
            std::panic::resume_unwind(Box::new("on purpose"));
        }));
        assert!(caught.is_err() && !thread::panicking());
        assert!(lock.is_poisoned());
    });
}
