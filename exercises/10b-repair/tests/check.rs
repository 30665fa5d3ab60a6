//! Closures that panic, and what the ledger shows after that.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two ways only: a panic in `bargain` and one in `look`, followed by `sell` and by `inspect`.
//! - 2, the first time only: `a_second_panic_is_repaired_as_well`, and by two threads at once: `no_repair_hides_…`,
//!   `no_sale_hides_…`.
//! - 3 and 6, kinds of data and their boundary: `after_any_three_events_every_sale_is_in_its_place` has an empty name,
//!   names that come again, and a price of 0; `the_highest_price_is_a_price`.
//! - 4, std's types: refused in all exercises.
//! - 9, right until it is used again: each check of what the ledger shows may be followed by another sale.
//! - a thread that is already panicking: `a_panicking_thread_can_sell_and_inspect`.

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};

use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use interleave::thread;
use repair::Ledger;

/// What the ledger shows.
type Sales = Vec<(&'static str, u32)>;

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

/// An inspector faints.
#[track_caller]
fn faints(ledger: &Ledger) {
    panics(|| ledger.inspect(|_, _| panic_any("fainted")));
}

/// What the ledger shows must be whole, and be this.
#[track_caller]
fn check_shows(ledger: &Ledger, expected: &[(&'static str, u32)]) {
    let (sales, total) = ledger.inspect(|sales, total| (sales.to_vec(), total));
    check_whole(&sales, total);
    assert!(sales == expected, "the ledger shows {sales:?}; it should show {expected:?}");
}

#[track_caller]
fn check_whole(sales: &[(&'static str, u32)], total: u32) {
    let sum: u64 = sales.iter().map(|&(_, price)| u64::from(price)).sum();
    assert!(u64::from(total) == sum, "the prices add up to {sum}, but the total is {total}");
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
        faints(&ledger);
        check_shows(&ledger, &[("lamp", 5), ("lamp", 5)]);
        faints(&ledger);
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
        faints(&ledger);
        check_shows(&ledger, &[("lamp", 1), ("lamp", 2)]);
    });
}

#[test]
fn the_highest_price_is_a_price() {
    interleave::model(|| {
        let ledger = Ledger::default();
        ledger.sell("gift", || 0);
        called_away(&ledger, "crown");
        ledger.sell("crown", || u32::MAX);
        called_away(&ledger, "gift");
        check_shows(&ledger, &[("gift", 0), ("crown", u32::MAX)]);
    });
}

/// What can happen at the market.
#[derive(Clone, Copy, Debug)]
enum Event {
    Sold(&'static str, u32),
    CalledAway(&'static str),
    Fainted,
}

#[test]
fn after_any_three_events_every_sale_is_in_its_place() {
    use Event::{CalledAway, Fainted, Sold};
    const EVENTS: [Event; 6] = [
        Sold("lamp", 5),
        Sold("", 8),
        Sold("gift", 0),
        CalledAway("lamp"),
        CalledAway(""),
        Fainted,
    ];
    let any = |n: usize, place: u32| EVENTS[n / EVENTS.len().pow(place) % EVENTS.len()];
    for n in 0..EVENTS.len().pow(3) {
        let events = [any(n, 2), any(n, 1), any(n, 0), Sold("clock", 3)];
        if !interleave::check(|| happens(events)).holds() {
            interleave::model(|| happens(events)); // Shows how it fails.
        }
    }
}

fn happens(events: [Event; 4]) {
    let ledger = Ledger::default();
    let mut expected = Sales::new();
    for event in events {
        match event {
            Event::Sold(item, price) => {
                ledger.sell(item, || price);
                expected.push((item, price));
            }
            Event::CalledAway(item) => called_away(&ledger, item),
            Event::Fainted => faints(&ledger),
        }
    }
    let (sales, total) = ledger.inspect(|sales, total| (sales.to_vec(), total));
    assert!(
        sales == expected,
        "after {events:?}, the ledger shows {sales:?}; it should show {expected:?}"
    );
    check_whole(&sales, total);
}

/// Calls a closure when it is dropped, during a panic as well.
struct AtTheEnd<F: FnMut()>(F);

impl<F: FnMut()> Drop for AtTheEnd<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

#[test]
fn a_panicking_thread_can_sell_and_inspect() {
    interleave::model(|| {
        let ledger = Ledger::default();
        ledger.sell("lamp", || 5);
        let mut seen = Sales::new();
        panics(|| {
            // A panic that leaves a destructor would end the process.
            let _end = AtTheEnd(|| {
                _ = catch_unwind(AssertUnwindSafe(|| {
                    ledger.sell("clock", || 8);
                    seen = ledger.inspect(|sales, _| sales.to_vec());
                }));
            });
            ledger.sell("chair", || panic_any("called away"));
        });
        let should = [("lamp", 5), ("clock", 8)];
        assert!(seen == should, "a panicking thread sees {seen:?}; it should see {should:?}");
        ledger.sell("vase", || 3);
        check_shows(&ledger, &[("lamp", 5), ("clock", 8), ("vase", 3)]);
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
fn no_repair_hides_the_panic_of_another_thread() {
    interleave::model(|| {
        let ledger = Ledger::default();
        called_away(&ledger, "table");
        thread::scope(|s| {
            let a = s.spawn(|| ledger.sell("chair", || panic_any("called away")));
            ledger.inspect(|sales, _| assert!(sales.is_empty(), "an inspector sees {sales:?}"));
            assert!(a.join().is_err());
        });
        ledger.sell("lamp", || 5);
        check_shows(&ledger, &[("lamp", 5)]);
    });
}

#[test]
fn no_sale_hides_the_panic_of_another_thread() {
    for before in 0..=1 {
        interleave::model(|| {
            let ledger = Ledger::default();
            (0..before).for_each(|_| called_away(&ledger, "table"));
            thread::scope(|s| {
                s.spawn(|| ledger.sell("lamp", || 5));
                let b = s.spawn(|| ledger.sell("chair", || panic_any("called away")));
                assert!(b.join().is_err());
            });
            // If the chair is still there, it gets the price of the clock.
            ledger.sell("clock", || 8);
            check_shows(&ledger, &[("lamp", 5), ("clock", 8)]);
        });
    }
}

#[test]
fn no_sale_ends_while_an_inspector_looks() {
    interleave::model(|| {
        let ledger = Ledger::default();
        let sold = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| {
                ledger.sell("lamp", || 5);
                sold.store(true, SeqCst);
            });
            ledger.inspect(|sales, _| {
                let missed = sales.is_empty() && sold.load(SeqCst);
                assert!(!missed, "the lamp is sold, but an inspector still looks at an empty day");
            });
        });
    });
}

#[test]
fn sellers_bargain_one_at_a_time() {
    interleave::model(|| {
        let ledger = Ledger::default();
        called_away(&ledger, "chair");
        let (bargaining, prices) = (AtomicU32::new(0), AtomicU32::new(0));
        let bargain = || {
            let others = bargaining.fetch_add(1, SeqCst);
            assert!(others == 0, "two sellers bargain at the same time");
            bargaining.fetch_sub(1, SeqCst);
            prices.fetch_add(1, SeqCst)
        };
        thread::scope(|s| {
            s.spawn(|| ledger.sell("lamp", bargain));
            s.spawn(|| ledger.sell("lamp", bargain));
        });
        // The price of a lamp is the number of lamps that were sold before.
        check_shows(&ledger, &[("lamp", 0), ("lamp", 1)]);
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
