//! `futex`: sleeping as long as an atomic has the expected value.

use interleave::futex::{wait, wake_all, wake_one};
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::thread;

#[test]
fn a_wait_that_expects_another_value_does_not_sleep() {
    interleave::model(|| wait(&AtomicU32::new(1), 0));
}

#[test]
fn a_wakeup_ends_the_sleep_and_brings_along_what_the_atomic_does() {
    interleave::model(|| {
        // Relaxed: there is one variable.
        let stage = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                stage.store(1, Relaxed);
                wake_one(&stage);
            });
            while stage.load(Relaxed) == 0 {
                wait(&stage, 0);
            }
        });
    });
}

#[test]
fn all_can_be_woken() {
    interleave::model(|| {
        let stage = AtomicU32::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    while stage.load(Relaxed) == 0 {
                        wait(&stage, 0);
                    }
                });
            }
            stage.store(1, Relaxed);
            wake_all(&stage);
        });
    });
}

#[test]
fn a_wakeup_that_wakes_no_thread_is_lost() {
    let verdict = interleave::check(|| {
        let stage = AtomicU32::new(0);
        wake_one(&stage);
        wake_all(&stage);
        // One wait in an execution may end for no reason, and not two.
        wait(&stage, 0);
        wait(&stage, 0);
    });
    assert_eq!(verdict.counterexample().map(|found| found.kind()), Some("lost_wakeup"));
}
