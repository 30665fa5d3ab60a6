//! A loop that polls under a lock comes to the lock while another thread holds it: then it's blocked like any other.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex, RwLock, mpsc};
use interleave::{FailureKind, hint, thread};

/// How a loop says that it waits.
const PAUSES: [fn(); 3] = [hint::spin_loop, thread::yield_now, nap];

fn nap() {
    thread::sleep(Duration::from_millis(1));
}

/// A holder takes two steps with the lock held, and a loop of a few rounds comes to the lock in between.
#[track_caller]
fn check_loop(rounds: u32, pause: fn(), hold: fn(&Lock, &dyn Fn()), look: fn(&Lock, &dyn Fn())) {
    interleave::check(|| {
        let (lock, steps) = (Lock::default(), AtomicU32::new(0));
        // Std's, so that a look at it isn't a step, and the loop changes nothing and reads nothing but the lock.
        let is_inside = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| {
                hold(&lock, &|| {
                    is_inside.store(true, SeqCst);
                    steps.fetch_add(1, SeqCst);
                    steps.fetch_add(1, SeqCst);
                    is_inside.store(false, SeqCst);
                });
            });
            for _ in 0..rounds {
                pause();
                look(&lock, &|| assert!(!is_inside.load(SeqCst), "two threads are inside"));
            }
        });
    })
    .expect_holds();
}

#[derive(Default)]
struct Lock {
    mutex: Mutex<u32>,
    readers: RwLock<u32>,
}

fn with_mutex(lock: &Lock, inside: &dyn Fn()) {
    let _guard = lock.mutex.lock().unwrap();
    inside();
}

fn with_read(lock: &Lock, inside: &dyn Fn()) {
    let _guard = lock.readers.read().unwrap();
    inside();
}

fn with_write(lock: &Lock, inside: &dyn Fn()) {
    let _guard = lock.readers.write().unwrap();
    inside();
}

#[test]
fn a_loop_under_a_mutex_waits_for_its_holder() {
    for pause in PAUSES {
        for rounds in 2..=6 {
            check_loop(rounds, pause, with_mutex, with_mutex);
        }
    }
}

#[test]
fn a_loop_under_a_read_write_lock_waits_for_its_holders() {
    for pause in PAUSES {
        for rounds in 2..=6 {
            check_loop(rounds, pause, with_write, with_read);
            check_loop(rounds, pause, with_write, with_write);
            check_loop(rounds, pause, with_read, with_write);
        }
    }
}

#[test]
fn a_sleeper_behind_a_condvar_is_woken_by_a_thread_that_has_polled_its_lock() {
    for rounds in 2..=4 {
        interleave::check(|| {
            let (lock, changed) = (Mutex::new(false), Condvar::new());
            thread::scope(|s| {
                s.spawn(|| {
                    let mut ready = lock.lock().unwrap();
                    while !*ready {
                        ready = changed.wait(ready).unwrap();
                    }
                });
                for _ in 0..rounds {
                    nap();
                    drop(lock.lock().unwrap());
                }
                *lock.lock().unwrap() = true;
                changed.notify_all();
            });
        })
        .expect_holds();
    }
}

#[test]
fn a_loop_and_a_holder_that_waits_for_its_end_are_a_deadlock() {
    interleave::check(|| {
        let lock = Mutex::new(0);
        let (sender, receiver) = mpsc::channel();
        thread::scope(|s| {
            let held = &lock;
            s.spawn(move || {
                let _guard = held.lock().unwrap();
                receiver.recv().unwrap();
            });
            for _ in 0..3 {
                nap();
                drop(lock.lock().unwrap());
            }
            sender.send(()).unwrap();
        });
    })
    .expect_fails(FailureKind::Deadlock);
}
