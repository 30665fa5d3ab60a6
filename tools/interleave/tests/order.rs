//! The order phase: which results are possible, how many schedules there are, and what breaks.

use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering, Ordering::*};
use interleave::sync::{Arc, Mutex, mpsc};
use interleave::trace::{Cause, Failure, Phase};
use interleave::{FailureKind, cell, hint, thread};

/// Each thread reads, adds one and writes back, so many times.
fn racy(threads: usize, times: u32, ordering: (Ordering, Ordering)) -> u32 {
    let total = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    total.store(total.load(ordering.0) + 1, ordering.1);
                }
            });
        }
    });
    total.into_inner()
}

#[track_caller]
fn check_outcomes(threads: usize, times: u32, expected: &[u32]) {
    let outcomes = interleave::outcomes(|| racy(threads, times, (Relaxed, Relaxed)));
    assert_eq!(outcomes.values().copied().collect::<Vec<_>>(), expected);
    for value in outcomes.values() {
        let schedule = outcomes.schedule(value).unwrap();
        let run = interleave::replay(schedule, || racy(threads, times, (Relaxed, Relaxed)));
        assert_eq!(run.value, *value, "replaying {schedule}");
    }
}

#[test]
fn a_racy_counter_loses_updates_but_not_all_of_them() {
    check_outcomes(2, 1, &[1, 2]);
    check_outcomes(2, 2, &[2, 3, 4]);
    check_outcomes(3, 1, &[1, 2, 3]);
}

#[test]
fn schedules_are_counted_in_full() {
    let steps = |threads: usize, steps: u32| {
        interleave::schedules(move || {
            let x = AtomicU32::new(0);
            thread::scope(|s| {
                for _ in 0..threads {
                    s.spawn(|| {
                        for _ in 0..steps {
                            x.fetch_add(1, SeqCst);
                        }
                    });
                }
            });
            x.into_inner()
        })
        .len()
    };
    assert_eq!(steps(2, 2), 6);
    assert_eq!(steps(2, 4), 70);
    assert_eq!(steps(3, 2), 90);
}

#[test]
fn a_threads_own_earlier_read_hides_nothing() {
    let outcomes = interleave::outcomes(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                x.load(SeqCst);
                x.store(1, SeqCst);
            });
            x.load(SeqCst)
        })
    });
    assert_eq!(outcomes.values().copied().collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_lost_update_needs_one_preemption_and_no_stale_read() {
    for ordering in [Relaxed, SeqCst] {
        let lost = interleave::check(|| assert_eq!(racy(2, 1, (ordering, ordering)), 2))
            .expect_fails(FailureKind::Assertion);
        assert_eq!((lost.preemptions, lost.phase), (1, Phase::Order));
        assert_eq!(lost.cause, Cause::OrderOfSteps);
        assert!(lost.trace.steps.iter().all(|step| step.stale.is_none()));
    }
}

#[test]
fn behind_a_mutex_nothing_is_lost_and_the_search_is_exhaustive() {
    let explored = interleave::check(|| {
        let total = Arc::new(Mutex::new(0));
        let add_one = {
            let total = Arc::clone(&total);
            move || *total.lock().unwrap() += 1
        };
        let other = thread::spawn(add_one.clone());
        let another = thread::spawn(add_one);
        other.join().unwrap();
        another.join().unwrap();
        assert_eq!(*total.lock().unwrap(), 2);
    })
    .expect_holds();
    assert!(explored.is_exhaustive());
    assert_eq!(explored.to_string(), "holds in all 2 interleavings");
}

/// Two threads, each once inside a lock made of `swap`.
fn spin_lock(acquire: Ordering, release: Ordering, hint: bool) {
    let locked = AtomicBool::new(false);
    let data = Shared(cell::UnsafeCell::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                while locked.swap(true, acquire) {
                    if hint {
                        hint::spin_loop();
                    }
                }
                // SAFETY: the model finds out if this is wrong.
                unsafe { *data.get() += 1 };
                locked.store(false, release);
            });
        }
    });
    assert_eq!(data.0.into_inner(), 2);
}

struct Shared(cell::UnsafeCell<u32>);

// SAFETY: the lock beside it is what is being tested.
unsafe impl Sync for Shared {}

impl Shared {
    #[track_caller]
    fn get(&self) -> *mut u32 {
        self.0.get()
    }
}

#[test]
fn a_spin_lock_of_swap_holds_exhaustively() {
    let explored = interleave::check(|| spin_lock(Acquire, Release, true)).expect_holds();
    assert!(explored.is_exhaustive());
}

#[test]
fn a_relaxed_spin_lock_is_a_data_race_of_memory_ordering() {
    let race =
        interleave::check(|| spin_lock(Relaxed, Relaxed, true)).expect_fails(FailureKind::DataRace);
    assert_eq!((race.phase, race.cause), (Phase::Memory, Cause::MemoryOrdering));
    let Failure::DataRace { missing: Some(missing), .. } = &race.failure else { panic!("{race}") };
    assert!(missing.contains("must be Release"), "{missing}");
}

#[test]
fn a_spin_lock_without_a_hint_gets_a_verdict() {
    assert!(interleave::check(|| spin_lock(Acquire, Release, false)).holds());
}

#[test]
fn two_locks_in_opposite_orders_are_a_deadlock() {
    let deadlock = interleave::check(|| {
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
    })
    .expect_fails(FailureKind::Deadlock);
    println!("{deadlock}");
    let report = deadlock.explanation().join("\n");
    for part in ["A waits", "B waits", "`left`", "`right`", "tests/order.rs:"] {
        assert!(report.contains(part), "{report}");
    }
}

#[test]
fn a_spinner_that_no_thread_will_release_is_reported() {
    let spin = interleave::check(|| {
        let ready = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| {
                while !ready.load(Acquire) {
                    hint::spin_loop();
                }
            });
        });
    })
    .expect_fails(FailureKind::Spin);
    println!("{spin}");
}

#[test]
fn a_panic_that_join_returned_is_the_programs_own_business() {
    let verdict = interleave::check(|| {
        assert!(thread::spawn(|| panic!("on purpose")).join().is_err());
    });
    assert!(verdict.holds());
}

#[test]
fn a_panic_that_is_never_joined_is_a_failure() {
    let verdict = interleave::check(|| {
        thread::spawn(|| panic!("on purpose"));
    });
    verdict.expect_fails(FailureKind::UnjoinedPanic);
}
#[test]
fn picture() {
    let lost = interleave::check(|| assert_eq!(racy(2, 1, (Relaxed, Relaxed)), 2))
        .expect_fails(FailureKind::Assertion);
    println!("{lost}\n{}", lost.render(60, false));
    let race =
        interleave::check(|| spin_lock(Relaxed, Relaxed, true)).expect_fails(FailureKind::DataRace);
    println!("{race}");
    println!("{}", serde_json::to_string_pretty(&lost).unwrap());
}

/// Two threads that add one behind a lock.
fn locked() -> i32 {
    let total = Mutex::new(0);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let mut total = total.lock().unwrap();
                *total += 1;
            });
        }
    });
    total.into_inner().unwrap()
}

#[test]
fn a_lock_around_a_number_shows_the_number() {
    let run = interleave::replay("A A B B", locked);
    assert_eq!(run.objects[0].initial.as_deref(), Some("0"));
    let labels: Vec<String> =
        run.shown().into_iter().map(|step| run.steps[step].label(&run.trace)).collect();
    let place = run.steps[run.shown()[1]].place();
    assert!(place.starts_with("end of the guard from line "), "{place}");
    assert_eq!(labels, ["total.lock → 0", "total.unlock 1", "total.lock → 1", "total.unlock 2"]);
}

#[test]
fn a_thread_that_wants_a_held_lock_waits_until_it_is_free() {
    let run = interleave::replay("A A B B", locked);
    let shown = run.shown();
    let [taken, freed, lock, _] = shown[..] else { panic!("{run}") };
    assert_eq!(run.steps[lock].waited_since, Some(taken + 1));
    let b = run.steps[lock].thread;
    assert!(!run.waiting_at(&[], taken).contains(&b));
    assert!(run.waiting_at(&[], freed).contains(&b));
    let picture = run.render(100, false);
    assert_eq!(picture.matches('┊').count(), 1, "{picture}");
}

#[test]
fn a_thread_that_tells_of_its_end_too_early_may_never_come_to_it() {
    interleave::check(|| {
        let log = Arc::new(AtomicU32::new(0));
        let (sender, receiver) = mpsc::channel();
        let theirs = Arc::clone(&log);
        drop(thread::spawn(move || {
            sender.send(()).unwrap();
            theirs.store(1, SeqCst);
        }));
        receiver.recv().unwrap();
    })
    .expect_fails(FailureKind::NeverJoined);
}

/// The last look may come before the store that it would have learned of, which changes nothing that it could see.
#[test]
fn a_loop_that_gives_up_may_have_looked_too_early() {
    interleave::check(|| {
        let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
        let data = Shared(cell::UnsafeCell::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                data.get();
                y.store(0, SeqCst);
            });
            s.spawn(|| {
                for _ in 0..2 {
                    if x.load(SeqCst) == 1 || y.load(SeqCst) == 1 {
                        return;
                    }
                    hint::spin_loop();
                }
                data.get();
            });
        });
    })
    .expect_fails(FailureKind::DataRace);
}
