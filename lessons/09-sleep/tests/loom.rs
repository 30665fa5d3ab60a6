//! The same locks on loom: a second opinion.
//!
//! Loom has `park`, but no futex. This one is made of loom's mutex and condvar, as small as possible.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::{Mutex, atomic};
}

use loom::thread;

// ANCHOR: futex-on-loom
/// A futex with one queue for all addresses, which is enough for one lock.
mod futex {
    use loom::sync::atomic::{AtomicU32, Ordering::Relaxed};
    use loom::sync::{Condvar, Mutex};

    loom::lazy_static! {
        static ref SLEEPERS: (Mutex<()>, Condvar) = (Mutex::new(()), Condvar::new());
    }

    /// Checks and goes to sleep in one step, because `wake_one` acquires the mutex.
    pub fn wait(atomic: &AtomicU32, value: u32) {
        let (mutex, condvar) = &*SLEEPERS;
        let sleepers = mutex.lock().unwrap();
        // An exchange reads the newest value, as the kernel does. A load doesn't have to.
        if atomic.compare_exchange(value, value, Relaxed, Relaxed).is_ok() {
            drop(condvar.wait(sleepers).unwrap());
        }
    }

    pub fn wake_one(_: *const AtomicU32) {
        let (mutex, condvar) = &*SLEEPERS;
        let _sleepers = mutex.lock().unwrap();
        condvar.notify_one();
    }
}
// ANCHOR_END: futex-on-loom

#[path = "../src/s1_too_late.rs"]
mod s1_too_late;
#[path = "../src/s2_queue.rs"]
mod s2_queue;
#[path = "../src/s3_token.rs"]
mod s3_token;
#[path = "../src/s4_two_states.rs"]
mod s4_two_states;
#[path = "../src/s5_three_states.rs"]
mod s5_three_states;

use std::sync::Arc;

use loom::cell::Cell;
use loom::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};

/// A lock, and a cell that is used only under it.
struct Shared<L>(L, Cell<u32>);

// SAFETY: loom looks at every access to the cell, and reports it if nothing orders two of them.
unsafe impl<L: Sync> Sync for Shared<L> {}

/// Two threads add under the lock. Loom has no scopes, so it is shared by an `Arc`; std's, because with loom's own a
/// failure can abort the process.
fn both<L: Default + Send + Sync + 'static>(acquire: fn(&L), release: fn(&L)) {
    loom::model(move || {
        let shared = Arc::new(Shared(L::default(), Cell::new(0)));
        let add = move |shared: &Shared<L>| {
            acquire(&shared.0);
            shared.1.set(shared.1.get() + 1);
            release(&shared.0);
        };
        let theirs = Arc::clone(&shared);
        let other = thread::spawn(move || add(&theirs));
        add(&shared);
        other.join().unwrap();
        assert_eq!(shared.1.get(), 2);
    });
}

#[test]
#[should_panic(expected = "deadlock")]
fn loom_finds_the_thread_that_sleeps_forever() {
    use s1_too_late::BinaryLock;
    both(BinaryLock::acquire, BinaryLock::release);
}

#[test]
fn loom_finds_nothing_wrong_with_the_queue() {
    use s2_queue::BinaryLock;
    both(BinaryLock::acquire, BinaryLock::release);
}

/// Stage 4 is correct. But in loom's memory, a waiter's swap that came before the releasing store can still overwrite
/// it, and then no thread sees that the lock is free.
#[test]
#[should_panic(expected = "deadlock")]
fn loom_gives_a_false_alarm_if_a_plain_store_releases_the_lock() {
    both(s4_two_states::BinaryLock::acquire, s4_two_states::BinaryLock::release);
}

/// Stage 4, released by a swap.
#[derive(Default)]
struct ReleasedByASwap(AtomicU32);

impl ReleasedByASwap {
    fn acquire(&self) {
        while self.0.swap(1, Acquire) == 1 {
            futex::wait(&self.0, 1);
        }
    }

    fn release(&self) {
        self.0.swap(0, Release);
        futex::wake_one(&self.0);
    }
}

#[test]
fn loom_finds_nothing_wrong_with_two_states_if_a_swap_releases_the_lock() {
    both(ReleasedByASwap::acquire, ReleasedByASwap::release);
}

#[test]
fn loom_finds_nothing_wrong_with_three_states() {
    both(s5_three_states::BinaryLock::acquire, s5_three_states::BinaryLock::release);
}

#[test]
fn loom_finds_nothing_wrong_with_the_token() {
    loom::model(|| {
        let shared = Arc::new(Shared(s3_token::Token::default(), Cell::new(0)));
        let theirs = Arc::clone(&shared);
        let other = thread::spawn(move || {
            theirs.1.set(1);
            theirs.0.unpark();
        });
        shared.0.park();
        assert_eq!(shared.1.get(), 1);
        other.join().unwrap();
    });
}
