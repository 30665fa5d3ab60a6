//! Transfers and philosophers on loom: a second opinion.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::Mutex;
}

#[path = "../src/s1_transfer.rs"]
mod s1_transfer;
#[path = "../src/s2_ordered.rs"]
mod s2_ordered;
#[path = "../src/s3_philosophers.rs"]
mod s3_philosophers;

// Std's: in loom's own, a deadlock ends the process.
use std::sync::Arc;

use loom::thread;

#[test]
#[should_panic(expected = "deadlock")]
fn loom_finds_the_deadlock_of_two_transfers() {
    use s1_transfer::{Account, transfer};
    loom::model(|| {
        let accounts = Arc::new((Account::new(10), Account::new(10)));
        let theirs = Arc::clone(&accounts);
        let other = thread::spawn(move || transfer(&theirs.1, &theirs.0, 5));
        transfer(&accounts.0, &accounts.1, 3);
        other.join().unwrap();
    });
}

#[test]
fn loom_finds_no_deadlock_in_ordered_transfers() {
    use s2_ordered::{Account, transfer};
    loom::model(|| {
        let accounts = Arc::new((Account::new(1, 10), Account::new(2, 10)));
        let theirs = Arc::clone(&accounts);
        let other = thread::spawn(move || transfer(&theirs.1, &theirs.0, 5));
        transfer(&accounts.0, &accounts.1, 3);
        other.join().unwrap();
        assert_eq!((accounts.0.balance(), accounts.1.balance()), (12, 8));
    });
}

#[test]
fn loom_finds_no_deadlock_with_the_smaller_fork_first() {
    loom::model(|| {
        let table = Arc::new(s3_philosophers::Table::new(2));
        let theirs = Arc::clone(&table);
        let other = thread::spawn(move || theirs.smaller_first(1));
        table.smaller_first(0);
        other.join().unwrap();
    });
}
