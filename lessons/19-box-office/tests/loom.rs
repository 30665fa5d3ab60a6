//! The same offices on loom: a second opinion.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::{Mutex, atomic};
}

#[path = "../src/office.rs"]
mod office;
#[path = "../src/s1_racy.rs"]
mod s1_racy;
#[path = "../src/s3_one_lock.rs"]
mod s3_one_lock;
#[path = "../src/s4_atomics.rs"]
mod s4_atomics;

use std::io;
use std::sync::Arc;

use loom::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use loom::thread;
use office::Answer::{Closed, Sold, Taken};
use office::{Answer, BoxOffice, Log};

/// A log that counts sales.
struct Counted(Arc<AtomicUsize>);

impl Log for Counted {
    fn append(&mut self, seats: &[usize]) -> io::Result<()> {
        self.0.fetch_add(seats.len(), Relaxed);
        Ok(())
    }
}

/// Two customers want the same seat, and main looks at the log.
fn two_customers<O: BoxOffice + 'static>() {
    let sales = Arc::new(AtomicUsize::new(0));
    // Loom's threads can't borrow, and with its own `Arc` a failure can abort the process.
    let office = Arc::new(O::open(1, &[], Box::new(Counted(Arc::clone(&sales)))));
    let customer = {
        let office = Arc::clone(&office);
        thread::spawn(move || office.buy(0))
    };
    let mine = office.buy(0);
    assert_eq!((office.stats().sold, sales.load(Relaxed)), (1, 1));
    let mut answers = [mine, customer.join().unwrap()];
    answers.sort();
    assert_eq!(answers, [Sold, Taken]);
}

#[test]
fn loom_finds_no_seat_that_is_sold_twice() {
    loom::model(two_customers::<s3_one_lock::Office>);
    loom::model(two_customers::<s4_atomics::Office>);
}

#[test]
#[should_panic(expected = "assertion `left == right` failed")]
fn loom_sees_the_racy_office_sell_a_seat_twice() {
    loom::model(two_customers::<s1_racy::Office>);
}

/// One customer, and main closes.
fn closing<O: BoxOffice + 'static>() {
    let sales = Arc::new(AtomicUsize::new(0));
    let office = Arc::new(O::open(1, &[], Box::new(Counted(Arc::clone(&sales)))));
    let customer = {
        let office = Arc::clone(&office);
        thread::spawn(move || office.buy(0))
    };
    office.close();
    let at_closing = sales.load(Relaxed);
    let answer: Answer = customer.join().unwrap();
    assert_eq!(answer, if at_closing == 1 { Sold } else { Closed });
    assert_eq!(sales.load(Relaxed), at_closing);
}

#[test]
fn loom_finds_no_sale_after_closing() {
    loom::model(closing::<s3_one_lock::Office>);
    loom::model(closing::<s4_atomics::Office>);
}
