//! One source, several model checkers: each includes this file beside a `world` of its own.

use std::sync::Arc;
use std::sync::atomic::Ordering::{self, *};

use super::world::{AtomicUsize, Mutex, pause, read, spawn, write};

fn start<T: Send + 'static>(
    threads: usize,
    body: impl Fn(usize) -> T + Send + Sync + 'static,
) -> Vec<T> {
    let body = Arc::new(body);
    let running: Vec<_> = (0..threads)
        .map(|me| {
            let body = Arc::clone(&body);
            spawn(move || body(me))
        })
        .collect();
    running.into_iter().map(|thread| thread.join().unwrap()).collect()
}

/// Each thread reads, adds one and writes back.
pub fn racy_counter(threads: usize) -> usize {
    let total = Arc::new(AtomicUsize::new(0));
    let theirs = Arc::clone(&total);
    start(threads, move |_| write(&theirs, read(&theirs) + 1));
    read(&total)
}

/// The same behind a lock.
#[allow(clippy::let_and_return, reason = "the guard has to go before the lock does")]
pub fn mutex_counter(threads: usize) -> usize {
    let total = Arc::new(Mutex::new(0));
    let theirs = Arc::clone(&total);
    start(threads, move |_| *theirs.lock().unwrap() += 1);
    let total = *total.lock().unwrap();
    total
}

/// The same behind a spin lock made of `compare_exchange`.
pub fn exchange_lock(threads: usize) -> usize {
    let shared = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
    let theirs = Arc::clone(&shared);
    start(threads, move |_| {
        let (lock, total) = &*theirs;
        while lock.compare_exchange(0, 1, Acquire, Relaxed).is_err() {
            pause();
        }
        total.store(total.load(Relaxed) + 1, Relaxed);
        lock.store(0, Release);
    });
    shared.1.load(Relaxed)
}

/// The same behind a spin lock made of `swap`.
pub fn swap_lock(threads: usize) -> usize {
    let shared = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
    let theirs = Arc::clone(&shared);
    start(threads, move |_| {
        let (lock, total) = &*theirs;
        while lock.swap(1, Acquire) == 1 {
            pause();
        }
        total.store(total.load(Relaxed) + 1, Relaxed);
        lock.store(0, Release);
    });
    shared.1.load(Relaxed)
}

/// Whether the flag was seen, and what was found then.
pub fn message_passing(store: Ordering, load: Ordering) -> Option<usize> {
    let shared = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
    let theirs = Arc::clone(&shared);
    let writer = spawn(move || {
        theirs.0.store(42, Relaxed);
        theirs.1.store(1, store);
    });
    let found = (shared.1.load(load) == 1).then(|| shared.0.load(Relaxed));
    writer.join().unwrap();
    found
}

/// What each of two threads reads of the other's store.
pub fn store_buffering(store: Ordering, load: Ordering) -> (usize, usize) {
    let shared = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
    let theirs = Arc::clone(&shared);
    let other = spawn(move || {
        theirs.0.store(1, store);
        theirs.1.load(load)
    });
    shared.1.store(1, store);
    let mine = shared.0.load(load);
    (mine, other.join().unwrap())
}

/// A thread that looks before it stores, and another that looks once.
pub fn look_then_store() -> usize {
    let x = Arc::new(AtomicUsize::new(0));
    let theirs = Arc::clone(&x);
    let other = spawn(move || {
        theirs.load(SeqCst);
        theirs.store(1, SeqCst);
    });
    let seen = x.load(SeqCst);
    other.join().unwrap();
    seen
}

/// One makes, others take: a slot behind a lock, and a flag that is polled under it.
pub fn one_slot_queue(takers: usize) -> usize {
    let slot = Arc::new(Mutex::new(None));
    let theirs = Arc::clone(&slot);
    let taken = start(takers + 1, move |me| {
        let mut got = 0;
        for item in 0..if me == 0 { takers } else { 1 } {
            loop {
                let mut slot = theirs.lock().unwrap();
                if me == 0 && slot.is_none() {
                    *slot = Some(item + 1);
                    break;
                }
                // Looking first: one who takes `&mut` has changed something, as far as a search can tell.
                if me > 0 && slot.is_some() {
                    got = slot.take().unwrap_or_default();
                    break;
                }
                drop(slot);
                pause();
            }
        }
        got
    });
    taken.iter().sum()
}

/// Two may be inside at once: the permits are counted behind a lock, which is polled.
pub fn semaphore(guests: usize) {
    let permits = Arc::new(Mutex::new(2));
    start(guests, move |_| {
        loop {
            let mut free = permits.lock().unwrap();
            if *free > 0 {
                *free -= 1;
                break;
            }
            drop(free);
            pause();
        }
        let mut free = permits.lock().unwrap();
        assert!(*free < 2, "nobody gives back more than was taken");
        *free += 1;
    });
}

/// Each takes the fork on its left, then the one on its right: they may wait for each other in a ring.
pub fn philosophers(guests: usize) {
    let forks: Arc<Vec<_>> = Arc::new((0..guests).map(|_| Mutex::new(())).collect());
    start(guests, move |me| {
        let _left = forks[me].lock().unwrap();
        let _right = forks[(me + 1) % guests].lock().unwrap();
    });
}
