//! What holds on real threads, and how other crates' locks compare.

use std::sync::{Barrier, RwLock, RwLockWriteGuard, mpsc};
use std::thread;
use std::time::Duration;

use crossbeam_utils::sync::ShardedLock;
use lesson15::{s1_rwlock, s2_writers_first, s3_one_number, s4_upgrade};

/// Runs `work` on a thread of its own, and fails if it doesn't come to an end.
fn ends(work: impl FnOnce() + Send + 'static) {
    let (done, is_done) = mpsc::channel();
    let thread = thread::spawn(move || {
        work();
        _ = done.send(());
    });
    match is_done.recv_timeout(Duration::from_secs(60)) {
        Ok(()) => (),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            std::panic::resume_unwind(thread.join().unwrap_err())
        }
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("a thread still waits"),
    }
}

/// Two threads read, and each stays inside until the other one is inside as well.
fn two_inside(read: impl Fn(&dyn Fn()) + Sync) {
    let both = Barrier::new(2);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| read(&|| _ = both.wait()));
        }
    });
}

#[test]
fn two_threads_read_at_the_same_time() {
    ends(|| {
        let lock = s1_rwlock::RwLock::default();
        two_inside(|meet| {
            let _guard = lock.read();
            meet();
        });
        let lock = s2_writers_first::RwLock::default();
        two_inside(|meet| {
            let _guard = lock.read();
            meet();
        });
        let lock = s3_one_number::RwLock::new(());
        two_inside(|meet| {
            let _guard = lock.read();
            meet();
        });
        let lock = RwLock::new(());
        two_inside(|meet| {
            let _guard = lock.read();
            meet();
        });
        let lock = ShardedLock::new(());
        two_inside(|meet| {
            let _guard = lock.read();
            meet();
        });
        let lock = parking_lot::RwLock::new(());
        two_inside(|meet| {
            let _guard = lock.read();
            meet();
        });
    });
}

/// Four threads add 1,000 times each, and four look at whether the two halves are equal.
fn check_halves(add: impl Fn() + Sync, read: impl Fn() -> (u32, u32) + Sync) {
    thread::scope(|s| {
        for _ in 0..4 {
            s.spawn(|| (0..1_000).for_each(|_| add()));
            s.spawn(|| {
                for _ in 0..1_000 {
                    let (left, right) = read();
                    assert_eq!(left, right);
                }
            });
        }
    });
    assert_eq!(read(), (4_000, 4_000));
}

fn add(halves: &mut (u32, u32)) {
    halves.0 += 1;
    halves.1 += 1;
}

#[test]
fn no_reader_sees_half_a_change() {
    let lock = s3_one_number::RwLock::new((0, 0));
    check_halves(|| add(&mut lock.write()), || *lock.read());
    let lock = RwLock::new((0, 0));
    check_halves(|| add(&mut lock.write().unwrap()), || *lock.read().unwrap());
    let lock = ShardedLock::new((0, 0));
    check_halves(|| add(&mut lock.write().unwrap()), || *lock.read().unwrap());
    let lock = parking_lot::RwLock::new((0, 0));
    check_halves(|| add(&mut lock.write()), || *lock.read());
}

#[test]
fn stds_downgrade_lets_readers_in_and_keeps_writers_out() {
    let lock = RwLock::new(1);
    let mut number = lock.write().unwrap();
    *number = 2;
    assert!(lock.try_read().is_err());
    let number = RwLockWriteGuard::downgrade(number);
    assert_eq!(*lock.try_read().unwrap(), *number);
    assert!(lock.try_write().is_err());
}

#[test]
fn of_parking_lots_upgradable_readers_there_is_one_at_a_time() {
    use parking_lot::{RwLock, RwLockUpgradableReadGuard};

    let lock = RwLock::new(vec![1]);
    // ANCHOR: upgradable
    let numbers = lock.upgradable_read();
    // Others may read meanwhile, but not with the intention to write.
    assert!(lock.try_read().is_some());
    assert!(lock.try_upgradable_read().is_none());
    if !numbers.contains(&2) {
        // Waits until the other readers are gone. No writer can have been in between.
        let mut numbers = RwLockUpgradableReadGuard::upgrade(numbers);
        numbers.push(2);
    }
    // ANCHOR_END: upgradable
    assert_eq!(*lock.read(), [1, 2]);
}

#[test]
fn each_price_is_asked_for_once() {
    let (prices, asked) = (s4_upgrade::Prices::default(), std::sync::atomic::AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..8 {
            s.spawn(|| {
                for thing in ["tea", "coffee", "cake"] {
                    prices.price(thing, || {
                        asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        3
                    });
                }
            });
        }
    });
    assert_eq!(asked.into_inner(), 3);
}
