//! A test for stocks that are spread over shards. So far it passes every one of them.

mod stock;

pub use stock::{New, Stock};

/// Returns if the stocks that `new` makes are right, and panics if they are wrong.
// TODO: test everything that `src/stock.rs` promises.
pub fn test(new: New) {
    interleave::model(|| {
        let stock = new(2);
        stock.with(7, &mut |now| *now = Some(3));
        assert_eq!(stock.snapshot().get(&7), Some(&3));
    });
}
