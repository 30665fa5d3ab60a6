//! The orderings this lesson gives its locks are correct, even on weak memory.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

use interleave::{cell, hint, thread};

#[path = "../src/errors.rs"]
mod errors;
#[path = "../src/s2_swap.rs"]
mod s2_swap;
#[path = "../src/s3_exchange.rs"]
mod s3_exchange;
#[path = "../src/s4_try.rs"]
mod s4_try;
#[path = "../src/s5_owner.rs"]
mod s5_owner;

use std::num::NonZeroU64;

use s2_swap::BinaryLock;
use s5_owner::OwnedLock;

/// The number of the calling thread, in the model.
fn me() -> NonZeroU64 {
    thread::current().number()
}

/// Two threads add to a cell that isn't atomic. With the wrong orderings in the lock, this would be a data race.
fn adds_to_a_cell<L: Default + Sync>(acquire: fn(&L), release: fn(&L)) {
    let (lock, total) = (L::default(), Guarded(cell::Cell::new(0)));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let total = &total;
                acquire(&lock);
                total.0.set(total.0.get() + 1);
                release(&lock);
            });
        }
    });
    acquire(&lock);
    assert_eq!(total.0.get(), 2);
}

/// A cell that is used only under a lock.
struct Guarded(cell::Cell<u32>);

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Guarded {}

#[test]
fn each_holder_sees_what_the_holder_before_it_did_on_weak_memory_too() {
    interleave::model(|| {
        adds_to_a_cell(BinaryLock::acquire, |lock| lock.release().unwrap());
    });
    interleave::model(|| {
        adds_to_a_cell(s3_exchange::BinaryLock::acquire, |lock| lock.release().unwrap());
    });
    interleave::model(|| {
        adds_to_a_cell(s4_try::BinaryLock::acquire, |lock| lock.release().unwrap());
    });
    interleave::model(|| {
        adds_to_a_cell(OwnedLock::acquire, |lock| lock.release().unwrap());
    });
}

/// For the book's list of everything that holds.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_test::expect_file!["../outputs/proofs-memory.txt"].assert_eq(&proofs);
}
