//! Closures that panic, and what the ledger shows after that.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two ways only: a panic in `bargain` and one in `look`, followed by `sell` and by `inspect`.
//! - 2, the first time only: `a_second_panic_is_repaired_as_well`.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: an empty day, an item sold twice, a price of 0.

use std::panic::panic_any;

use interleave::thread;
use repair::Ledger;

/// Runs `work` on a thread of its own, which is expected to panic, and joins it.
#[track_caller]
fn panics(work: impl FnOnce() + Send) {
    thread::scope(|s| {
        let a = s.spawn(work);
        assert!(a.join().is_err(), "the panic in the closure must reach the caller");
    });
}

/// A seller is called away while bargaining.
#[track_caller]
fn called_away(ledger: &Ledger, item: &'static str) {
    panics(|| ledger.sell(item, || panic_any("called away")));
}

/// What the ledger shows must be whole, and be this.
#[track_caller]
fn check_shows(ledger: &Ledger, expected: &[(&'static str, u32)]) {
    let (sales, total) = ledger.inspect(|sales, total| (sales.to_vec(), total));
    let sum: u32 = sales.iter().map(|(_, price)| price).sum();
    assert!(total == sum, "the prices add up to {sum}, but the total is {total}");
    assert!(sales == expected, "the ledger shows {sales:?}; it should show {expected:?}");
}

#[test]
fn a_sale_that_panics_stops_no_other_sale() {
    interleave::model(|| {
        let ledger = Ledger::default();
        ledger.sell("lamp", || 5);
        called_away(&ledger, "chair");
        ledger.sell("clock", || 8);
        check_shows(&ledger, &[("lamp", 5), ("clock", 8)]);
    });
}

#[test]
fn a_sale_that_panics_stops_no_inspection() {
    interleave::model(|| {
        let ledger = Ledger::default();
        ledger.sell("lamp", || 5);
        called_away(&ledger, "chair");
        check_shows(&ledger, &[("lamp", 5)]);
    });
}

#[test]
fn a_panic_at_the_first_sale_leaves_an_empty_day() {
    interleave::model(|| {
        let ledger = Ledger::default();
        called_away(&ledger, "chair");
        check_shows(&ledger, &[]);
        ledger.sell("gift", || 0);
        check_shows(&ledger, &[("gift", 0)]);
    });
}

#[test]
fn an_inspection_that_panics_loses_no_sale() {
    interleave::model(|| {
        let ledger = Ledger::default();
        ledger.sell("lamp", || 5);
        ledger.sell("lamp", || 5);
        panics(|| ledger.inspect(|_, _| panic_any("fainted")));
        check_shows(&ledger, &[("lamp", 5), ("lamp", 5)]);
        panics(|| ledger.inspect(|_, _| panic_any("fainted")));
        ledger.sell("clock", || 8);
        check_shows(&ledger, &[("lamp", 5), ("lamp", 5), ("clock", 8)]);
    });
}

#[test]
fn a_second_panic_is_repaired_as_well() {
    interleave::model(|| {
        let ledger = Ledger::default();
        for round in 1..=2 {
            called_away(&ledger, "chair");
            called_away(&ledger, "table");
            ledger.sell("lamp", || round);
        }
        check_shows(&ledger, &[("lamp", 1), ("lamp", 2)]);
        called_away(&ledger, "chair");
        panics(|| ledger.inspect(|_, _| panic_any("fainted")));
        check_shows(&ledger, &[("lamp", 1), ("lamp", 2)]);
    });
}

#[test]
fn two_sellers_and_an_inspector_never_see_half_a_line() {
    interleave::model(|| {
        let ledger = Ledger::default();
        thread::scope(|s| {
            let a = s.spawn(|| ledger.sell("chair", || panic_any("called away")));
            s.spawn(|| ledger.sell("lamp", || 5));
            ledger.inspect(|sales, total| {
                let whole = sales.is_empty() && total == 0 || sales == [("lamp", 5)] && total == 5;
                assert!(whole, "an inspector sees {sales:?}, and a total of {total}");
            });
            assert!(a.join().is_err());
        });
        check_shows(&ledger, &[("lamp", 5)]);
    });
}

#[test]
fn sellers_bargain_one_at_a_time() {
    interleave::model(|| {
        let ledger = Ledger::default();
        called_away(&ledger, "chair");
        let bargaining = interleave::sync::atomic::AtomicU32::new(0);
        let bargain = || {
            use interleave::sync::atomic::Ordering::SeqCst;
            let others = bargaining.fetch_add(1, SeqCst);
            assert!(others == 0, "two sellers bargain at the same time");
            bargaining.fetch_sub(1, SeqCst);
            5
        };
        thread::scope(|s| {
            s.spawn(|| ledger.sell("lamp", bargain));
            s.spawn(|| ledger.sell("lamp", bargain));
        });
        check_shows(&ledger, &[("lamp", 5), ("lamp", 5)]);
    });
}

#[test]
fn without_a_panic_every_sale_is_in_its_place() {
    interleave::model(|| {
        let ledger = Ledger::default();
        for (item, price) in [("lamp", 5), ("clock", 8), ("lamp", 3)] {
            ledger.sell(item, || price);
        }
        check_shows(&ledger, &[("lamp", 5), ("clock", 8), ("lamp", 3)]);
    });
}
