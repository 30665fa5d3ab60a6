//! rejected: assertion — it asks the explorer, and doesn't look at the answer
//! by: x

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
