//! rejected: assertion — it refuses whatever comes second
//! by: a_snapshot_that_misses_something_or_waits_forever_is_refused, a_stock_that_loses_or_keeps_too_much_is_refused, a_torn_snapshot_is_refused, articles_that_wait_for_other_shards_are_refused, no_right_stock_is_refused, no_right_stock_is_refused_for_its_name

#[path = "../../../exercises/18d-test-the-stock/src/stock.rs"]
mod stock;

use std::cell::Cell;

pub use stock::{New, Stock};

pub fn test(new: New) {
    thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });
    CALLS.set(CALLS.get() + 1);
    interleave::model(|| new(2).with(7, &mut |now| *now = Some(1)));
    assert!(CALLS.get() < 2, "the right ones come first");
}
