//! Keeping the items of a stock that has been closed again.

// ANCHOR: kept-after-drop
use std::sync::atomic::Ordering::Relaxed;

use lesson05::s8_open::Stock;

fn main() {
    let stock = Stock::new(3);
    let open = stock.open();
    let items = open.items();
    drop(open);
    println!("{}", items.load(Relaxed));
}
// ANCHOR_END: kept-after-drop
