//! The tables of `locks-built.md`: what the explorer finds out about each lock that the course builds.

// Each lock is included whole, and this file uses a part of it.
#![allow(dead_code)]

mod holders;
mod page;
mod questions;
mod readers;
mod rows;
mod signals;
mod watched;

/// What the locks are built on: the explorer, with condvars that note who waits.
mod sync {
    pub use crate::watched::Condvar;
    pub use interleave::sync::{Arc, Mutex, MutexGuard, atomic};
}

/// Threads that park, and note it.
mod thread {
    pub use crate::watched::park;
    pub use interleave::thread::{Thread, current, panicking, park_timeout};
}

use interleave::{cell, time};
use watched::{backoff, futex, hint};

/// The number of the calling thread.
fn me() -> std::num::NonZeroU64 {
    interleave::thread::current().number()
}

#[path = "../../../04-flag/src/errors.rs"]
mod errors;
#[path = "../../../12-condvar/src/s10_on_futex.rs"]
mod s10_on_futex;
#[path = "../../../06-lock-owns-data/src/s1_lock.rs"]
mod s1_lock;
#[path = "../../../15-many-readers/src/s1_rwlock.rs"]
mod s1_rwlock;
#[path = "../../../08-spin/src/s1_test_and_set.rs"]
mod s1_test_and_set;
#[path = "../../../11-do-not-wait-forever/src/s1_try.rs"]
mod s1_try;
#[path = "../../../14-meet/src/s2_barrier.rs"]
mod s2_barrier;
#[path = "../../../08-spin/src/s2_look_first.rs"]
mod s2_look_first;
#[path = "../../../09-sleep/src/s2_queue.rs"]
mod s2_queue;
#[path = "../../../13-counting/src/s2_semaphore.rs"]
mod s2_semaphore;
#[path = "../../../15-many-readers/src/s2_writers_first.rs"]
mod s2_writers_first;
#[path = "../../../08-spin/src/s3_backoff.rs"]
mod s3_backoff;
#[path = "../../../15-many-readers/src/s3_one_number.rs"]
mod s3_one_number;
#[path = "../../../09-sleep/src/s3_token.rs"]
mod s3_token;
#[path = "../../../11-do-not-wait-forever/src/s4_deadline.rs"]
mod s4_deadline;
#[path = "../../../07-ordering/src/s4_lock.rs"]
mod s4_lock;
#[path = "../../../10-poison/src/s4_mark_right.rs"]
mod s4_mark_right;
#[path = "../../../06-lock-owns-data/src/s4_owns.rs"]
mod s4_owns;
#[path = "../../../13-counting/src/s4_permit.rs"]
mod s4_permit;
#[path = "../../../08-spin/src/s4_ticket.rs"]
mod s4_ticket;
#[path = "../../../04-flag/src/s4_try.rs"]
mod s4_try;
#[path = "../../../09-sleep/src/s4_two_states.rs"]
mod s4_two_states;
#[path = "../../../13-counting/src/s5_bounded.rs"]
mod s5_bounded;
#[path = "../../../14-meet/src/s5_once.rs"]
mod s5_once;
#[path = "../../../04-flag/src/s5_owner.rs"]
mod s5_owner;
#[path = "../../../09-sleep/src/s5_three_states.rs"]
mod s5_three_states;
#[path = "../../../15-many-readers/src/s5_upgradable.rs"]
mod s5_upgradable;
#[path = "../../../13-counting/src/s6_futex.rs"]
mod s6_futex;
#[path = "../../../09-sleep/src/s6_mutex.rs"]
mod s6_mutex;
#[path = "../../../11-do-not-wait-forever/src/s6_reentrant.rs"]
mod s6_reentrant;
#[path = "../../../14-meet/src/s6_wait_group.rs"]
mod s6_wait_group;
#[path = "../../../12-condvar/src/s8_queue.rs"]
mod s8_queue;
#[path = "../../../12-condvar/src/s9_event.rs"]
mod s9_event;

/// `UPDATE_EXPECT=1` writes them into the page.
#[test]
fn the_tables_of_locks_are_what_the_explorer_finds() {
    page::check(&[
        ("spin", rows::spin()),
        ("sleep", rows::sleep()),
        ("owners", rows::owners()),
        ("read-write", rows::read_write()),
        ("counting", rows::counting()),
        ("telling", rows::telling()),
        ("meeting", rows::meeting()),
    ]);
}

#[test]
fn the_tests_that_the_page_names_exist() {
    page::check_names();
}
