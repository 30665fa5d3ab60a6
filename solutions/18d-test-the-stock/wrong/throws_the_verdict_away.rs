//! rejected: assertion — it asks the explorer, and doesn't look at the answer
//! by: a_snapshot_that_misses_something_or_waits_forever_is_refused, a_stock_that_loses_or_keeps_too_much_is_refused, a_torn_snapshot_is_refused, articles_that_wait_for_other_shards_are_refused

#[path = "../../../exercises/18d-test-the-stock/src/stock.rs"]
mod stock;

use interleave::{check, thread};

pub use stock::{New, Stock};

pub fn test(new: New) {
    _ = check(|| {
        let stock = new(2);
        thread::scope(|s| {
            s.spawn(|| stock.with(0, &mut |now| *now = Some(1)));
            assert!(stock.snapshot().is_empty());
        });
    });
}
