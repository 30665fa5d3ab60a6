//! rejected: assertion — it calls the stock outside the explorer
//! by: no_right_stock_is_refused, no_right_stock_is_refused_for_its_name

#[path = "../../../exercises/18d-test-the-stock/src/stock.rs"]
mod stock;

pub use stock::{New, Stock};

pub fn test(new: New) {
    let stock = new(2);
    stock.with(7, &mut |now| *now = Some(3));
    assert_eq!(stock.snapshot().get(&7), Some(&3));
}
