//! What the threads do with each model. A scene panics, or never ends, in the orders that break the model.

use crate::sync::atomic::{AtomicBool, Ordering::Release};
use crate::thread;

use super::crossbeam::Channel;
use super::java::Settings;
use super::musl::FileLock;
use super::pathfinder::{Computer, Task};
use super::sleep::Shared;
use super::std_docs::{Output, wait_for};
use super::{parking_lot, spin, std_rwlock};

// ANCHOR: pathfinder
/// Two tasks wake up at some time. The bus task has to be done after a time of 3.
pub fn pathfinder() {
    let computer = Computer::default();
    thread::scope(|s| {
        let named = |name: &str| thread::Builder::new().name(name.into());
        _ = named("weather").spawn_scoped(s, || {
            computer.acquire(Task::Weather);
            computer.release(Task::Weather);
        });
        _ = named("camera").spawn_scoped(s, || {
            computer.wake(Task::Camera);
            computer.work(Task::Camera, 9);
        });
        _ = named("bus").spawn_scoped(s, || {
            let began = computer.wake(Task::Bus);
            computer.acquire(Task::Bus);
            let took = computer.release(Task::Bus) - began;
            assert!(took <= 3, "the bus task took {took}: reset");
        });
    });
}
// ANCHOR_END: pathfinder

// ANCHOR: musl
/// Main holds the lock, and two more threads want it.
pub fn musl() {
    let lock = FileLock::default();
    lock.acquire();
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                lock.acquire();
                lock.release();
            });
        }
        lock.release();
    });
}
// ANCHOR_END: musl

/// Main holds the lock, and A has marked it. Main releases it and, if it can, locks it again.
pub fn musl_again() {
    let lock = FileLock::default();
    lock.acquire();
    lock.mark();
    thread::scope(|s| {
        s.spawn(|| lock.sleep_until_free());
        lock.release();
        if lock.try_acquire() {
            lock.release();
        }
    });
}

// ANCHOR: crossbeam
/// A links the block, and B is the last receiver, which leaves.
pub fn crossbeam() {
    let channel = Channel::default();
    thread::scope(|s| {
        s.spawn(|| channel.link());
        s.spawn(|| channel.discard());
    });
    assert_eq!(channel.end(), 1, "the block must be freed once");
}
// ANCHOR_END: crossbeam

// ANCHOR: std-docs
/// A waits for the flag. Main prints, and sets the flag.
pub fn std_docs() {
    let (flag, output) = (AtomicBool::new(false), Output::default());
    thread::scope(|s| {
        let a = s.spawn(|| wait_for(&flag, &output));
        output.leave_to(a.thread());
        // Release: pairs with the load of the waiter.
        flag.store(true, Release);
        a.thread().unpark();
    });
}
// ANCHOR_END: std-docs

/// A waits for a notification, and main sends it.
pub fn sleep() {
    let shared = Shared::default();
    thread::scope(|s| {
        s.spawn(|| shared.wait());
        shared.notify();
    });
}

/// Two threads need the settings.
pub fn java() {
    let settings = Settings::default();
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| assert_eq!(settings.port(), 8080));
        }
    });
}

/// Two writers.
pub fn spin() {
    let lock = spin::RwLock::default();
    thread::scope(|s| {
        s.spawn(|| lock.add_one());
        s.spawn(|| lock.add_one());
    });
    assert_eq!(lock.into_inner(), 2);
}

/// A reader leaves, while a writer waits for it.
pub fn parking_lot() {
    let lock = parking_lot::RwLock::default();
    thread::scope(|s| {
        s.spawn(|| assert_eq!(lock.read_and_leave(), 0));
        s.spawn(|| lock.write(1));
    });
}

// ANCHOR: std-rwlock
/// Node 0 waits. A takes it out and, if it could, comes back with the same node.
/// B puts node 1 in front.
pub fn std_rwlock() {
    let queue = std_rwlock::Queue::default();
    queue.fill(0);
    queue.push(0);
    queue.fill(1);
    thread::scope(|s| {
        s.spawn(|| {
            if queue.pop(0) {
                queue.fill(0);
                queue.push(0);
            }
        });
        let b = s.spawn(|| queue.push(1));
        if let Some(behind) = b.join().unwrap() {
            assert!(queue.is_valid(behind), "node 1 leads to a node that is gone");
        }
    });
}
// ANCHOR_END: std-rwlock
