//! Selling from a stock that has been closed again.

// ANCHOR: used-after-drop
use lesson05::s8_open::Stock;

fn main() {
    let stock = Stock::new(3);
    let mut open = stock.open();
    open.sell(1);
    drop(open);
    open.sell(1);
}
// ANCHOR_END: used-after-drop
