//! Gets threads stuck in several ways, and asks parking_lot's detector each time:
//! `cargo run -p lesson16-detector`.
//!
//! The stuck threads stay stuck, and end with the process.

use std::sync::mpsc;
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use parking_lot::{Mutex, deadlock};

/// How long the detector is asked again and again before the answer is *nothing*.
const PATIENCE: Duration = Duration::from_millis(500);
/// What must happen has happened by then, on any machine.
const LONG: Duration = Duration::from_secs(60);

fn main() {
    say("two locks in two orders", opposite_orders(), LONG);
    say("a lock that the thread holds already", itself(), LONG);
    say("two orders, and one lock is std's", with_a_lock_of_stds(), PATIENCE);
    say("a lock, and a join", with_a_join(), PATIENCE);
    say("a lock, and a channel", with_a_channel(), PATIENCE);
    say("two orders, one thread after the other", one_after_the_other(), PATIENCE);
}

/// What the detector finds within this time.
fn say(what: &str, stuck: usize, patience: Duration) {
    let start = Instant::now();
    // ANCHOR: check
    let found = loop {
        // One entry for each deadlock: the threads in it.
        let deadlocks = deadlock::check_deadlock();
        if !deadlocks.is_empty() || start.elapsed() > patience {
            break deadlocks;
        }
        thread::sleep(Duration::from_millis(10));
    };
    // ANCHOR_END: check
    let found: usize = found.iter().map(Vec::len).sum();
    println!("{what:<40} stuck: {stuck}, found: {found}");
}

/// Two threads hold a lock each, and want the other's. Returns how many threads are stuck.
fn opposite_orders() -> usize {
    let locks = Arc::new((Mutex::new(()), Mutex::new(()), Barrier::new(2)));
    let theirs = Arc::clone(&locks);
    thread::spawn(move || {
        let (left, right, both) = &*locks;
        let _left = left.lock();
        both.wait();
        drop(right.lock());
    });
    thread::spawn(move || {
        let (left, right, both) = &*theirs;
        let _right = right.lock();
        both.wait();
        drop(left.lock());
    });
    2
}

/// A thread acquires a lock twice.
fn itself() -> usize {
    thread::spawn(|| {
        let lock = Mutex::new(());
        let _guard = lock.lock();
        drop(lock.lock());
    });
    1
}

/// As `opposite_orders`, but the right lock is std's.
fn with_a_lock_of_stds() -> usize {
    let locks = Arc::new((Mutex::new(()), std::sync::Mutex::new(()), Barrier::new(2)));
    let theirs = Arc::clone(&locks);
    thread::spawn(move || {
        let (left, right, both) = &*locks;
        let _left = left.lock();
        both.wait();
        drop(right.lock());
    });
    thread::spawn(move || {
        let (left, right, both) = &*theirs;
        let _right = right.lock();
        both.wait();
        drop(left.lock());
    });
    2
}

/// A thread joins another one while it holds the lock that the other one wants.
fn with_a_join() -> usize {
    thread::spawn(|| {
        let lock = Arc::new(Mutex::new(()));
        let _guard = lock.lock();
        let theirs = Arc::clone(&lock);
        _ = thread::spawn(move || drop(theirs.lock())).join();
    });
    2
}

/// A thread waits for a message while it holds the lock that the sender wants before it sends.
fn with_a_channel() -> usize {
    thread::spawn(|| {
        let lock = Arc::new(Mutex::new(()));
        let (send, receive) = mpsc::channel();
        let _guard = lock.lock();
        let theirs = Arc::clone(&lock);
        thread::spawn(move || {
            let _guard = theirs.lock();
            _ = send.send(());
        });
        _ = receive.recv();
    });
    2
}

/// Two orders that could deadlock, and don't this time.
fn one_after_the_other() -> usize {
    let (left, right) = (Mutex::new(()), Mutex::new(()));
    thread::scope(|s| {
        let a = s.spawn(|| {
            let _left = left.lock();
            drop(right.lock());
        });
        a.join().expect("A is done");
        s.spawn(|| {
            let _right = right.lock();
            drop(left.lock());
        });
    });
    0
}
