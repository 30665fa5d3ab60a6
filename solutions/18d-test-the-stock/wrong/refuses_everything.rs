//! rejected: assertion — it refuses every stock
//! by: x

#[path = "../../../exercises/18d-test-the-stock/src/stock.rs"]
mod stock;

pub use stock::{New, Stock};

pub fn test(_: New) {
    panic!("none is good enough");
}
