//! rejected: assertion — it refuses every stock
//! by: no_right_stock_is_refused, no_right_stock_is_refused_for_its_name

#[path = "../../../exercises/18d-test-the-stock/src/stock.rs"]
mod stock;

pub use stock::{New, Stock};

pub fn test(_: New) {
    panic!("none is good enough");
}
