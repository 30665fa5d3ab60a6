//! Every claim of chapter 19 about threads, explored: the same claims for each of three designs.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Arc, Mutex, RwLock, atomic};
}

mod thread {
    pub use interleave::thread::{JoinHandle, spawn};
}

mod channel {
    pub use interleave::sync::mpsc::{Receiver, SyncSender as Sender, sync_channel as bounded};
}

#[path = "../src/office.rs"]
mod office;
#[path = "../src/s1_racy.rs"]
mod s1_racy;
#[path = "../src/s2_two_locks.rs"]
mod s2_two_locks;
#[path = "../src/s3_one_lock.rs"]
mod s3_one_lock;
#[path = "../src/s4_atomics.rs"]
mod s4_atomics;
#[path = "../src/s5_channel.rs"]
mod s5_channel;

use std::io;
use std::sync::Arc;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use interleave::thread::scope;
use interleave::{Checker, FailureKind, Verdict};
use office::Answer::{Closed, NoSuchSeat, NotLogged, Sold, Taken};
use office::{Answer, BoxOffice, Log, Stats};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

// ANCHOR: paper
/// What is in the log: how many sales of each seat.
#[derive(Default)]
struct Paper {
    /// Relaxed in both directions, so that only the office can order what the test reads.
    sales: [AtomicUsize; 2],
    /// How many of the first attempts to write fail.
    failures: usize,
    attempts: AtomicUsize,
}

/// Writes to the paper.
struct Pen(Arc<Paper>);

impl Log for Pen {
    fn append(&mut self, seats: &[usize]) -> io::Result<()> {
        let Paper { sales, failures, attempts } = &*self.0;
        if *failures > 0 && attempts.fetch_add(1, Relaxed) < *failures {
            return Err(io::ErrorKind::StorageFull.into());
        }
        for &seat in seats {
            sales[seat].fetch_add(1, Relaxed);
        }
        Ok(())
    }
}
// ANCHOR_END: paper

impl Paper {
    fn sales(&self, seat: usize) -> usize {
        self.sales[seat].load(Relaxed)
    }

    fn all_sales(&self) -> usize {
        self.sales(0) + self.sales(1)
    }
}

/// An office and its log, whose first attempts to write fail this many times.
fn open<O: BoxOffice>(seats: usize, failures: usize) -> (O, Arc<Paper>) {
    let paper = Arc::new(Paper { failures, ..Paper::default() });
    (O::open(seats, &[], Box::new(Pen(Arc::clone(&paper)))), paper)
}

// ANCHOR: one-seat
/// Two customers want the same seat. Returns what they are told, the better answer first.
fn one_seat<O: BoxOffice>(office: &O) -> [Answer; 2] {
    let mut answers = scope(|s| {
        let customers = [s.spawn(|| office.buy(0)), s.spawn(|| office.buy(0))];
        customers.map(|customer| customer.join().unwrap())
    });
    answers.sort();
    answers
}
// ANCHOR_END: one-seat

#[test]
fn the_racy_office_sells_a_seat_twice() {
    let found = interleave::check(|| {
        let (office, _paper) = open::<s1_racy::Office>(1, 0);
        assert_eq!(one_seat(&office), [Sold, Taken]);
    })
    .expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/sold-twice.json"], &found);
}

#[test]
fn the_racy_office_refuses_a_free_seat() {
    let answers = interleave::outcomes(|| {
        // ANCHOR: quiz
        let (office, _paper) = open::<s1_racy::Office>(1, 1); // The first record can't be written.
        let answers = one_seat(&office);
        // ANCHOR_END: quiz
        answers.map(|answer| format!("{answer:?}")).join(" and ")
    });
    assert!(answers.explored().is_exhaustive());
    let quiz = serde_json::json!({
        "version": 1,
        "question": "Two customers of the racy office want the same seat, and the first record can't be written. \
                     What can they be told?",
        "code": "../tests/model.rs:quiz",
        "options": ["Sold and NotLogged", "Sold and Taken", "Taken and NotLogged", "NotLogged and NotLogged", "Sold and Sold"],
        "answers": answers.values().collect::<Vec<_>>(),
        "replies": {
            "Sold and Taken": "One of the two attempts to write fails if both try, and if only one tries, it's that one.",
            "NotLogged and NotLogged": "Only the first attempt fails. A second one is written.",
            "Sold and Sold": "Both customers can find the seat free, but only one of two records is written.",
        },
        "why": "The flag says `true` from the moment a customer claims the seat, and that is too early, because the record can \
                still fail. If the second customer asks after the first one was told `NotLogged`, the seat is free again. \
                If it asks before, it's told `Taken` of a seat that is free in the end.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);
}

#[test]
fn the_racy_office_writes_after_it_has_closed() {
    let found = interleave::check(|| {
        let (office, paper) = open::<s1_racy::Office>(1, 0);
        scope(|s| {
            let customer = s.spawn(|| office.buy(0));
            office.close();
            let at_closing = paper.sales(0);
            _ = customer.join();
            let written = paper.sales(0) - at_closing;
            assert_eq!(written, 0, "a sale was written after `close` had returned");
        });
    })
    .expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/after-closing.json"], &found);
}

#[test]
fn with_two_locks_a_sale_and_the_statistics_wait_for_each_other() {
    let found = interleave::check(sale_beside_statistics).expect_fails(FailureKind::Deadlock);
    check_snapshot(expect_file!["../traces/deadlock.json"], &found);
}

fn sale_beside_statistics() -> &'static str {
    let office = s2_two_locks::Office::open(1, &[], Box::new(Blank));
    scope(|s| {
        s.spawn(|| office.buy(0));
        s.spawn(|| office.stats());
    });
    "both are served"
}

/// A log that takes no steps.
struct Blank;

impl Log for Blank {
    fn append(&mut self, _: &[usize]) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn every_schedule_of_the_two_locks_is_in_the_tree() {
    let mut tree = interleave::schedules(sale_beside_statistics);
    tree.goal = "Both are served.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/deadlock-schedules.json"].assert_eq(&(json + "\n"));
}

/// Makes each claim a test, which explores all three designs, in the order of the chapter.
macro_rules! claims {
    ($($(#[$attribute:meta])* fn $claim:ident<$office:ident>() $body:block)*) => {$(
        $(#[$attribute])*
        #[test]
        fn $claim() {
            fn claim<$office: BoxOffice>() $body
            claim::<s3_one_lock::Office>();
            claim::<s4_atomics::Office>();
            claim::<s5_channel::Office>();
        }
    )*};
}

claims! {
    // ANCHOR: sold-once
    fn a_seat_is_sold_to_one_of_two_customers<O>() {
        interleave::model(|| {
            let (office, paper) = open::<O>(1, 0);
            assert_eq!(one_seat(&office), [Sold, Taken]);
            assert_eq!(office.stats(), Stats { sold: 1, free: 0, turned_away: 1 });
            assert_eq!(paper.sales(0), 1);
            office.close();
        });
    }
    // ANCHOR_END: sold-once

    fn with_few_preemptions_a_seat_is_sold_to_one_of_three_customers<O>() {
        Checker::new().max_preemptions(1).model(|| {
            let (office, paper) = open::<O>(1, 0);
            scope(|s| {
                let customers = [(); 3].map(|()| s.spawn(|| office.buy(0)));
                let mut answers = customers.map(|customer| customer.join().unwrap());
                answers.sort();
                assert_eq!(answers, [Sold, Taken, Taken]);
            });
            assert_eq!(paper.sales(0), 1);
            office.close();
        });
    }

    fn two_customers_can_buy_two_seats<O>() {
        interleave::model(|| {
            let (office, paper) = open::<O>(2, 0);
            scope(|s| {
                let customers = [s.spawn(|| office.buy(0)), s.spawn(|| office.buy(1))];
                assert_eq!(customers.map(|customer| customer.join().unwrap()), [Sold, Sold]);
            });
            assert_eq!(office.stats(), Stats { sold: 2, free: 0, turned_away: 0 });
            assert_eq!([paper.sales(0), paper.sales(1)], [1, 1]);
            office.close();
        });
    }

    fn what_a_customer_is_told_is_counted_and_in_the_log<O>() {
        interleave::model(|| {
            let (office, paper) = open::<O>(1, 0);
            scope(|s| {
                let customer = || {
                    assert_ne!(office.buy(0), NotLogged);
                    assert_eq!((office.stats().sold, paper.sales(0)), (1, 1));
                };
                s.spawn(customer);
                s.spawn(customer);
            });
            office.close();
        });
    }

    fn the_statistics_count_no_sale_that_is_not_in_the_log<O>() {
        interleave::model(|| {
            let (office, paper) = open::<O>(2, 0);
            scope(|s| {
                s.spawn(|| assert_eq!(office.buy(0), Sold));
                let stats = office.stats();
                let in_log = paper.all_sales();
                assert!(stats.sold <= in_log, "{stats:?}, and {in_log} in the log");
                assert_eq!(stats.sold + stats.free, 2);
            });
            office.close();
        });
    }

    fn a_sale_that_is_not_logged_is_no_sale<O>() {
        interleave::model(|| {
            let (office, paper) = open::<O>(1, 1);
            match one_seat(&office) {
                [Sold, NotLogged] => assert_eq!(paper.sales(0), 1),
                // Both were in one batch.
                [NotLogged, NotLogged] => {
                    assert_eq!(office.stats(), Stats { sold: 0, free: 1, turned_away: 0 });
                    assert_eq!(office.buy(0), Sold);
                }
                other => panic!("the customers are told {other:?}"),
            }
            office.close();
        });
    }

    // ANCHOR: closing
    fn when_it_has_closed_the_log_is_complete_and_stays_so<O>() {
        interleave::model(|| {
            let (office, paper) = open::<O>(2, 0);
            scope(|s| {
                let customer = s.spawn(|| office.buy(0));
                office.close();
                let at_closing = paper.sales(0);
                assert_eq!(office.stats().sold, at_closing);
                assert_eq!(office.buy(1), Closed);
                let answer = customer.join().unwrap();
                assert_eq!(answer, if at_closing == 1 { Sold } else { Closed });
                assert_eq!(paper.all_sales(), at_closing);
            });
        });
    }
    // ANCHOR_END: closing

    fn two_threads_can_close_and_each_can_rely_on_it<O>() {
        interleave::model(|| {
            let (office, paper) = open::<O>(1, 0);
            scope(|s| {
                let closes = || {
                    office.close();
                    paper.sales(0)
                };
                let customer = s.spawn(|| office.buy(0));
                let closers = [s.spawn(closes), s.spawn(closes)];
                let seen = closers.map(|closer| closer.join().unwrap());
                let sold = usize::from(customer.join().unwrap() == Sold);
                assert_eq!(seen, [sold, sold]);
            });
        });
    }

    fn what_an_earlier_log_says_stays_sold<O>() {
        interleave::model(|| {
            let paper = Arc::new(Paper::default());
            let office = O::open(2, &[1], Box::new(Pen(Arc::clone(&paper))));
            assert_eq!([office.buy(1), office.buy(0), office.buy(2)], [Taken, Sold, NoSuchSeat]);
            assert_eq!(office.stats(), Stats { sold: 2, free: 0, turned_away: 1 });
            assert_eq!([paper.sales(0), paper.sales(1)], [1, 0]);
            office.close();
        });
    }
}

/// The log of a seat that takes its time: until other customers have been served.
struct Slow(Arc<[AtomicUsize; 2]>);

impl Log for Slow {
    fn append(&mut self, _: &[usize]) -> io::Result<()> {
        self.0[0].store(1, Relaxed);
        while self.0[1].load(Relaxed) == 0 {
            interleave::hint::spin_loop();
        }
        Ok(())
    }
}

/// Another seat is sold already. Can a customer hear that while a sale is being written?
fn looks_during_a_sale<O: BoxOffice>(look: fn(&O)) -> Verdict {
    interleave::check(move || {
        let signals = Arc::new([(); 2].map(|()| AtomicUsize::new(0)));
        let office = O::open(2, &[1], Box::new(Slow(Arc::clone(&signals))));
        scope(|s| {
            s.spawn(|| assert_eq!(office.buy(0), Sold));
            while signals[0].load(Relaxed) == 0 {
                interleave::hint::spin_loop();
            }
            look(&office);
            signals[1].store(1, Relaxed);
        });
        office.close();
    })
}

fn asks_for_a_sold_seat<O: BoxOffice>(office: &O) {
    assert_eq!(office.buy(1), Taken);
}

fn asks_for_the_statistics<O: BoxOffice>(office: &O) {
    assert_eq!(office.stats().sold, 1);
}

#[test]
fn only_the_atomics_turn_a_customer_away_while_a_sale_is_written() {
    looks_during_a_sale::<s4_atomics::Office>(asks_for_a_sold_seat).expect_holds();
    looks_during_a_sale::<s3_one_lock::Office>(asks_for_a_sold_seat)
        .expect_fails(FailureKind::Spin);
    looks_during_a_sale::<s5_channel::Office>(asks_for_a_sold_seat).expect_fails(FailureKind::Spin);
}

#[test]
fn with_one_lock_the_statistics_wait_for_the_disk() {
    looks_during_a_sale::<s4_atomics::Office>(asks_for_the_statistics).expect_holds();
    looks_during_a_sale::<s5_channel::Office>(asks_for_the_statistics).expect_holds();
    looks_during_a_sale::<s3_one_lock::Office>(asks_for_the_statistics)
        .expect_fails(FailureKind::Spin);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
