//! Every claim of chapter 05 about threads, explored.

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

/// How a thread says that it is waiting: here, the explorer's way.
mod hint {
    pub use interleave::hint::spin_loop;
}

#[path = "../src/s1_lock.rs"]
mod s1_lock;
#[allow(dead_code, reason = "tests/real.rs uses `lock`")]
#[path = "../src/s2_leaks.rs"]
mod s2_leaks;
#[allow(dead_code, reason = "tests/real.rs uses `lock`")]
#[path = "../src/s3_by_hand.rs"]
mod s3_by_hand;
#[allow(dead_code, reason = "tests/real.rs uses `lock`")]
#[path = "../src/s4_with.rs"]
mod s4_with;
#[path = "../src/s5_guard.rs"]
mod s5_guard;
#[path = "../src/s6_careless.rs"]
mod s6_careless;
#[path = "../src/s8_open.rs"]
mod s8_open;

use std::panic::{AssertUnwindSafe, catch_unwind};

use expect_test::{ExpectFile, expect_file};
use interleave::{Checker, FailureKind, Verdict, thread};
use s1_lock::BinaryLock;
use s2_leaks::SoldOut;

/// This chapter's orderings are given; they are explored in chapter 7.
fn order() -> Checker {
    Checker::new().order_only()
}

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

/// A does `early`, B does `next`, on a stock of three items.
fn early_then_next<S: Sync>(
    stock: fn(u32) -> S,
    early: impl Fn(&S) + Sync,
    next: impl Fn(&S) + Sync,
) -> Verdict {
    order().check(|| {
        let stock = stock(3);
        thread::scope(|s| {
            // It might panic: `join` reports that, and the test goes on.
            let one = s.spawn(|| early(&stock));
            s.spawn(|| next(&stock));
            let _ = one.join();
        });
    })
}

#[test]
fn a_return_leaks_the_lock() {
    use s2_leaks::Stock;
    let early = |stock: &Stock| _ = stock.sell(5);
    let next = |stock: &Stock| _ = stock.sell(1);
    let verdict = early_then_next(Stock::new, early, next);
    check_snapshot(expect_file!["../traces/return.json"], &verdict.expect_fails(FailureKind::Spin));
}

#[test]
fn every_schedule_of_two_customers_is_in_the_tree() {
    let mut tree = interleave::schedules(|| {
        let stock = s2_leaks::Stock::new(3);
        thread::scope(|s| {
            s.spawn(|| stock.sell(5));
            let second = s.spawn(|| stock.sell(1));
            if second.join().unwrap() { "B is served" } else { "B is refused" }
        })
    });
    tree.goal = "Each customer gets an answer.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/leak-schedules.json"].assert_eq(&(json + "\n"));
}

#[test]
fn a_question_mark_leaks_the_lock() {
    use s2_leaks::Stock;
    let early = |stock: &Stock| _ = stock.order(5);
    let next = |stock: &Stock| _ = stock.order(1);
    let verdict = early_then_next(Stock::new, early, next);
    verdict.expect_fails(FailureKind::Spin);
}

#[test]
fn a_panic_leaks_the_lock() {
    use s2_leaks::Stock;
    let early = |stock: &Stock| _ = stock.share(0);
    let next = |stock: &Stock| _ = stock.sell(1);
    let verdict = early_then_next(Stock::new, early, next);
    check_snapshot(expect_file!["../traces/panic.json"], &verdict.expect_fails(FailureKind::Spin));
}

#[test]
fn released_by_hand_only_the_panic_leaks_the_lock() {
    use s3_by_hand::Stock;
    assert!(early_then_next(Stock::new, |s| _ = s.sell(5), |s| assert!(s.sell(1))).holds());
    assert!(early_then_next(Stock::new, |s| _ = s.order(5), |s| assert!(s.sell(1))).holds());
    early_then_next(Stock::new, |s| _ = s.share(0), |s| _ = s.sell(1))
        .expect_fails(FailureKind::Spin);
}

#[test]
fn in_a_closure_only_the_panic_leaks_the_lock() {
    use s4_with::Stock;
    assert!(early_then_next(Stock::new, |s| _ = s.sell(5), |s| assert!(s.sell(1))).holds());
    assert!(early_then_next(Stock::new, |s| _ = s.order(5), |s| assert!(s.sell(1))).holds());
    early_then_next(Stock::new, |s| _ = s.share(0), |s| _ = s.sell(1))
        .expect_fails(FailureKind::Spin);
}

// ANCHOR: no-leak
#[test]
fn with_a_guard_no_path_leaks_the_lock() {
    order().model(|| {
        let stock = s5_guard::Stock::new(3);
        thread::scope(|s| {
            s.spawn(|| assert!(!stock.sell(5)));
            s.spawn(|| assert_eq!(stock.order(4), Err(SoldOut)));
            let panics = s.spawn(|| stock.share(0));
            assert!(panics.join().is_err());
        });
        assert!(!stock.lock().locked());
        assert!(stock.sell(3));
    });
}
// ANCHOR_END: no-leak

#[test]
fn with_a_guard_the_next_thread_is_served_after_an_early_exit() {
    use s5_guard::Stock;
    let leaves: [fn(&Stock); 3] = [|s| _ = s.sell(5), |s| _ = s.order(5), |s| _ = s.share(0)];
    for leave in leaves {
        assert!(early_then_next(Stock::new, leave, |s| assert!(s.sell(1))).holds());
    }
}

#[test]
fn a_guard_excludes_the_other_threads() {
    order().model(|| {
        let stock = s5_guard::Stock::new(2);
        let sold = thread::scope(|s| {
            let customers = [0; 3].map(|_| s.spawn(|| stock.sell(1)));
            customers.map(|customer| customer.join().unwrap())
        });
        assert_eq!(sold.iter().filter(|&&sold| sold).count(), 2);
        assert_eq!(stock.items(), 0);
    });
}

#[test]
fn a_closure_under_a_guard_releases_the_lock_on_a_panic() {
    order().model(|| {
        let lock = BinaryLock::default();
        let caught = catch_unwind(AssertUnwindSafe(|| s5_guard::with(&lock, || panic!("no"))));
        assert!(caught.is_err());
        assert!(!lock.locked());
    });
}

#[test]
fn let_underscore_releases_the_lock_at_once() {
    let found = order()
        .check(|| {
            let stock = s6_careless::Stock::new(1);
            let both = thread::scope(|s| {
                let customers = [0; 2].map(|_| s.spawn(|| stock.sell(1)));
                customers.map(|customer| customer.join().unwrap())
            });
            assert!(both != [true, true], "there was one item, and two customers bought it");
        })
        .expect_fails(FailureKind::Assertion);
    assert_eq!(found.preemptions, 1);
    check_snapshot(expect_file!["../traces/let-underscore.json"], &found);
}

#[test]
fn a_guard_that_is_forgotten_leaks_the_lock() {
    use s6_careless::Stock;
    let verdict = early_then_next(Stock::new, |s| _ = s.sell_out(), |s| _ = s.items());
    check_snapshot(expect_file!["../traces/forget.json"], &verdict.expect_fails(FailureKind::Spin));
}

#[test]
fn an_item_is_sold_once_while_the_stock_is_open() {
    order().model(|| {
        let stock = s8_open::Stock::new(1);
        let both = thread::scope(|s| {
            let customers = [0; 2].map(|_| s.spawn(|| stock.open().sell(1)));
            customers.map(|customer| customer.join().unwrap())
        });
        assert!(both[0] != both[1]);
        assert_eq!(stock.open().items().load(std::sync::atomic::Ordering::Relaxed), 0);
    });
}

#[test]
#[should_panic(expected = "released a lock that was not held")]
fn releasing_twice_is_an_error() {
    order().model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        lock.release();
        lock.release();
    });
}

/// For the book's list of everything that holds.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}

// At the end, so that what is above keeps its lines, which the traces name.
mod edits;
