//! The same locks on loom, a tool you'll meet at work: a second opinion.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::atomic;
}

use std::num::NonZeroU64;
use std::sync::Arc;

use loom::{hint, thread};

#[path = "../src/errors.rs"]
mod errors;
#[path = "../src/s1_two_steps.rs"]
mod s1_two_steps;
#[path = "../src/s2_swap.rs"]
mod s2_swap;
#[path = "../src/s3_exchange.rs"]
mod s3_exchange;
#[path = "../src/s5_owner.rs"]
mod s5_owner;

use loom::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

loom::thread_local! {
    static ME: NonZeroU64 = {
        static LAST: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
        NonZeroU64::MIN.saturating_add(LAST.fetch_add(1, Relaxed))
    };
}

/// The number of the calling thread, on loom.
fn me() -> NonZeroU64 {
    ME.with(|me| *me)
}

/// Two threads add to a counter, in two steps, under the lock. Loom has no scopes, so they share it in an `Arc`;
/// std's, because with loom's own a failure can abort the process.
fn both<L: Default + Send + Sync + 'static>(acquire: fn(&L), release: fn(&L)) {
    loom::model(move || {
        let shared = Arc::new((L::default(), AtomicU32::new(0)));
        let add = move |shared: &(L, AtomicU32)| {
            acquire(&shared.0);
            let seen = shared.1.load(Relaxed);
            shared.1.store(seen + 1, Relaxed);
            release(&shared.0);
        };
        let theirs = Arc::clone(&shared);
        let other = thread::spawn(move || add(&theirs));
        add(&shared);
        other.join().unwrap();
        assert_eq!(shared.1.load(Relaxed), 2, "nothing is lost");
    });
}

#[test]
#[should_panic(expected = "nothing is lost")]
fn loom_loses_an_update_under_a_lock_of_two_steps() {
    use s1_two_steps::BinaryLock;
    both(BinaryLock::acquire, BinaryLock::release);
}

#[test]
fn loom_finds_nothing_wrong_with_the_right_locks() {
    both(s2_swap::BinaryLock::acquire, |lock| lock.release().unwrap());
    both(s3_exchange::BinaryLock::acquire, |lock| lock.release().unwrap());
    both(s5_owner::OwnedLock::acquire, |lock| lock.release().unwrap());
}

// ANCHOR: gives-up
/// The lock that swaps, released by a plain store.
#[derive(Default)]
struct ReleasedByAStore {
    locked: AtomicBool,
}

impl ReleasedByAStore {
    fn acquire(&self) {
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    fn release(&self) {
        self.locked.store(false, Release);
    }
}

/// The lock is correct, but loom has the swap run before the store, again and again.
#[test]
#[should_panic(expected = "exceeded maximum number of branches")]
fn loom_gives_up_on_a_swap_that_waits_for_a_plain_store() {
    both(ReleasedByAStore::acquire, ReleasedByAStore::release);
}
// ANCHOR_END: gives-up
