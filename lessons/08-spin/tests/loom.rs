//! The same locks on loom, a tool that you'll meet at work: a second opinion.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::atomic;
}

use std::sync::Arc;

use loom::{hint, thread};

#[path = "../src/s1_test_and_set.rs"]
mod s1_test_and_set;
#[path = "../src/s2_look_first.rs"]
mod s2_look_first;
#[path = "../src/s4_ticket.rs"]
mod s4_ticket;

use loom::cell::UnsafeCell;
use s4_ticket::TicketLock;

/// A number that isn't atomic, so that loom sees a use of it without the lock.
struct Total(UnsafeCell<u32>);

// SAFETY: it is used only under the lock, and loom reports two uses that nothing orders.
unsafe impl Sync for Total {}

/// Two threads add to a number under the lock. Loom has no scopes, so it is shared by an `Arc`; std's, because with
/// loom's own a failure can abort the process.
fn both<L: Send + Sync + 'static>(make: fn() -> L, acquire: fn(&L), release: fn(&L)) {
    loom::model(move || {
        let shared = Arc::new((make(), Total(UnsafeCell::new(0))));
        let add = move |shared: &(L, Total)| {
            acquire(&shared.0);
            // SAFETY: this thread holds the lock.
            shared.1.0.with_mut(|total| unsafe { *total += 1 });
            release(&shared.0);
        };
        let theirs = Arc::clone(&shared);
        let other = thread::spawn(move || add(&theirs));
        add(&shared);
        other.join().unwrap();
        // SAFETY: the other thread has ended.
        shared.1.0.with(|total| assert_eq!(unsafe { *total }, 2, "nothing is lost"));
    });
}

#[test]
fn loom_finds_nothing_wrong_with_the_ticket_lock() {
    both(TicketLock::default, TicketLock::acquire, TicketLock::release);
}

#[test]
fn nor_with_the_ticket_lock_where_its_numbers_wrap_round() {
    both(|| TicketLock::starting_at(u32::MAX), TicketLock::acquire, TicketLock::release);
}

#[test]
#[should_panic(expected = "exceeded maximum number of branches")]
fn loom_gives_up_on_a_swap_that_waits_for_a_plain_store() {
    use s1_test_and_set::BinaryLock;
    both(BinaryLock::default, BinaryLock::acquire, BinaryLock::release);
}

#[test]
#[should_panic(expected = "exceeded maximum number of branches")]
fn loom_gives_up_on_the_lock_that_looks_first() {
    use s2_look_first::BinaryLock;
    both(BinaryLock::default, BinaryLock::acquire, BinaryLock::release);
}
