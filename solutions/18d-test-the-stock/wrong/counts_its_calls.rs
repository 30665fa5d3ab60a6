//! rejected: assertion — it refuses whatever comes second
//! by: x

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
