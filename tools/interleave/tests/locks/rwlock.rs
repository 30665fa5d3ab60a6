//! `RwLock`: many readers or one writer.

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed, Ordering::SeqCst};
use interleave::sync::{Arc, RwLock, RwLockWriteGuard, TryLockError};
use interleave::{Checker, FailureKind, ReplayError, cell, thread};

use super::{check_picture, outcomes};

#[test]
fn readers_read_at_the_same_time_and_writers_do_not() {
    let most = outcomes(|| {
        let lock = RwLock::new(());
        let (inside, most) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let _guard = lock.read().unwrap();
                    most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
                    inside.fetch_sub(1, SeqCst);
                });
            }
        });
        most.into_inner()
    });
    assert_eq!(most, [1, 2]);
    let most = outcomes(|| {
        let lock = RwLock::new(());
        let (inside, most) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                let _guard = lock.write().unwrap();
                most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
                inside.fetch_sub(1, SeqCst);
            });
            let _guard = lock.read().unwrap();
            most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
            inside.fetch_sub(1, SeqCst);
        });
        most.into_inner()
    });
    assert_eq!(most, [1]);
}

#[test]
fn no_update_under_the_writers_lock_is_lost() {
    interleave::model(|| {
        let total = RwLock::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| *total.write().unwrap() += 1);
            }
            assert!(*total.read().unwrap() <= 2);
        });
        assert_eq!(total.into_inner().unwrap(), 2);
    });
}

#[test]
fn reading_first_and_writing_later_loses_an_update() {
    let lost = interleave::check(|| {
        let total = RwLock::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let seen = *total.read().unwrap();
                    *total.write().unwrap() = seen + 1;
                });
            }
        });
        assert_eq!(total.into_inner().unwrap(), 2);
    })
    .expect_fails(FailureKind::Assertion);
    assert_eq!(lost.preemptions, 1);
}

struct Shared(cell::UnsafeCell<u32>);

// SAFETY: the lock beside it is what is being tested.
unsafe impl Sync for Shared {}

impl Shared {
    fn read(&self) -> u32 {
        // SAFETY: the model finds out if this is wrong.
        unsafe { *self.0.get_shared() }
    }

    fn write(&self) {
        // SAFETY: as above.
        unsafe { *self.0.get() += 1 };
    }
}

#[test]
fn readers_and_writers_are_ordered_by_the_lock() {
    interleave::model(|| {
        let (lock, cell) = (RwLock::new(()), Shared(cell::UnsafeCell::new(0)));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let _guard = lock.read().unwrap();
                    cell.read()
                });
            }
            s.spawn(|| {
                let _guard = lock.write().unwrap();
                cell.write();
            });
        });
    });
}

#[test]
fn readers_do_not_order_each_other() {
    let race = interleave::check(|| {
        let (lock, cell) = (RwLock::new(()), Shared(cell::UnsafeCell::new(0)));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let _guard = lock.read().unwrap();
                    cell.write();
                });
            }
        });
    })
    .expect_fails(FailureKind::DataRace);
    assert!(race.to_string().contains("nothing orders the two accesses"), "{race}");
}

#[test]
fn a_write_that_was_read_under_the_lock_is_seen_with_all_before_it() {
    interleave::model(|| {
        let (flag, data) = (RwLock::new(false), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                data.store(1, Relaxed);
                *flag.write().unwrap() = true;
            });
            if *flag.read().unwrap() {
                assert_eq!(data.load(Relaxed), 1);
            }
        });
    });
}

#[test]
fn reading_twice_holds_without_a_writer() {
    interleave::model(|| {
        let lock = RwLock::new(1);
        thread::scope(|s| {
            s.spawn(|| *lock.read().unwrap() + *lock.read().unwrap());
            let (first, second) = (lock.read().unwrap(), lock.read().unwrap());
            assert_eq!(*first + *second, 2);
        });
    });
}

#[test]
fn reading_twice_is_blocked_behind_a_waiting_writer() {
    let stuck = interleave::check(|| {
        let x = RwLock::new(1);
        thread::scope(|s| {
            s.spawn(|| {
                let first = x.read().unwrap();
                let second = x.read().unwrap();
                *first + *second
            });
            s.spawn(|| *x.write().unwrap() += 1);
        });
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(&stuck, "reading_twice_is_blocked_behind_a_waiting_writer");
}

#[test]
fn a_reader_may_overtake_a_waiting_writer_or_not() {
    let orders = outcomes(|| {
        let lock = RwLock::new(0);
        let seen = AtomicU32::new(9);
        thread::scope(|s| {
            let guard = lock.read().unwrap();
            s.spawn(|| *lock.write().unwrap() = 1);
            s.spawn(|| seen.store(*lock.read().unwrap(), SeqCst));
            drop(guard);
        });
        seen.into_inner()
    });
    assert_eq!(orders, [0, 1]);
}

#[test]
fn writing_what_one_reads_waits_for_itself() {
    let stuck = interleave::check(|| {
        let x = RwLock::new(1);
        let seen = x.read().unwrap();
        *x.write().unwrap() = *seen + 1;
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(&stuck, "writing_what_one_reads_waits_for_itself");
}

#[test]
fn two_readers_that_want_to_write_wait_for_each_other() {
    let stuck = interleave::check(|| {
        let x = RwLock::new(1);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let seen = x.read().unwrap();
                    *x.write().unwrap() = *seen + 1;
                });
            }
        });
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(&stuck, "two_readers_that_want_to_write_wait_for_each_other");
}

#[test]
fn trying_fails_only_while_it_must() {
    interleave::model(|| {
        let lock = Arc::new(RwLock::new(0));
        let reader = lock.read().unwrap();
        assert!(lock.try_read().is_ok());
        assert!(matches!(lock.try_write(), Err(TryLockError::WouldBlock)));
        drop(reader);
        let writer = lock.try_write().unwrap();
        assert!(matches!(lock.try_read(), Err(TryLockError::WouldBlock)));
        assert!(matches!(lock.try_write(), Err(TryLockError::WouldBlock)));
        drop(writer);
    });
}

#[test]
fn a_thread_that_polls_for_the_lock_gets_it() {
    interleave::model(|| {
        let lock = RwLock::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                let first = lock.read().unwrap();
                let second = lock.read();
                drop(second);
                drop(first);
            });
            loop {
                if let Ok(mut value) = lock.try_write() {
                    *value = 1;
                    break;
                }
                thread::yield_now();
            }
        });
        while *lock.read().unwrap() == 0 {
            thread::yield_now();
        }
    });
}

#[test]
fn a_writer_that_puts_back_what_was_there_polls() {
    let found = interleave::check(|| {
        let sold = RwLock::new(true);
        thread::scope(|s| {
            s.spawn(|| while std::mem::replace(&mut *sold.write().unwrap(), true) {});
        });
    })
    .expect_fails(FailureKind::Spin);
    assert!(found.trace.steps.len() < 30, "{found}");
    interleave::model(|| {
        let sold = RwLock::new(true);
        thread::scope(|s| {
            s.spawn(|| *sold.write().unwrap() = false);
            while std::mem::replace(&mut *sold.write().unwrap(), true) {
                thread::yield_now();
            }
        });
    });
}

#[test]
fn a_downgrade_lets_no_writer_in_between() {
    interleave::model(|| {
        let lock = RwLock::new(0);
        thread::scope(|s| {
            s.spawn(|| *lock.write().unwrap() = 2);
            let mut writer = lock.write().unwrap();
            *writer = 1;
            let reader = RwLockWriteGuard::downgrade(writer);
            assert_eq!(*reader, 1);
            assert!(lock.try_read().is_ok());
            assert!(lock.try_write().is_err());
        });
    });
}

#[test]
fn only_a_writer_poisons() {
    interleave::model(|| {
        let lock = Arc::new(RwLock::new(1));
        let theirs = Arc::clone(&lock);
        let reads = thread::spawn(move || {
            let _guard = theirs.read().unwrap();
            panic!("while reading");
        });
        assert!(reads.join().is_err());
        assert!(!lock.is_poisoned());
        let theirs = Arc::clone(&lock);
        let writes = thread::spawn(move || {
            *theirs.write().unwrap() = 2;
            let _guard = theirs.write().unwrap();
            panic!("while writing");
        });
        assert!(writes.join().is_err());
        assert!(lock.is_poisoned());
        assert_eq!(*lock.read().unwrap_err().into_inner(), 2);
        assert!(matches!(lock.try_write(), Err(TryLockError::Poisoned(_))));
        lock.clear_poison();
        assert_eq!(*lock.read().unwrap(), 2);
    });
}

#[test]
fn it_has_the_rest_of_stds_shape() {
    static LOCK: RwLock<u32> = RwLock::new(3);
    interleave::model(|| {
        let mut lock = RwLock::from(1);
        *lock.get_mut().unwrap() += 1;
        assert_eq!(format!("{0} {0:?}", lock.read().unwrap()), "2 2");
        assert_eq!(format!("{0} {0:?}", lock.write().unwrap()), "2 2");
        assert_eq!(lock.into_inner().unwrap(), 2);
        assert_eq!(*RwLock::<u32>::default().read().unwrap(), 0);
        let list: Box<RwLock<[u8]>> = Box::new(RwLock::new([1, 2]));
        assert_eq!(list.read().unwrap().len(), 2);
        *LOCK.write().unwrap() += 1;
        assert_eq!(*LOCK.read().unwrap(), 4);
    });
}

#[test]
fn a_schedule_that_lets_a_writer_in_among_readers_is_refused_in_words() {
    let refused = Checker::new().try_replay("A B", || {
        let x = RwLock::new(1);
        thread::scope(|s| {
            s.spawn(|| *x.read().unwrap());
            s.spawn(|| *x.write().unwrap() += 1);
        });
    });
    let Err(ReplayError::Search(error)) = refused else { panic!("it is impossible") };
    let said = error.to_string();
    assert!(said.contains("letter 2: B waits to write `x`: A holds a read lock"), "{said}");
}
