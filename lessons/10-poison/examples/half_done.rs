//! A cashier sells an item that isn't on the list, and the next one asks for the report:
//! `cargo run -p lesson10 --example half_done`.

use std::thread;

use lesson10::s1_ledger::Ledger;

// ANCHOR: two-cashiers
fn main() {
    let ledger = Ledger::default();
    ledger.sell(0);
    thread::scope(|s| {
        // There is no item 7: the index panics.
        let first = s.spawn(|| ledger.sell(7));
        println!("the first cashier: {}", ended(first.join().is_ok()));
        let second = s.spawn(|| ledger.report());
        println!("the second cashier: {}", ended(second.join().is_ok()));
    });
}
// ANCHOR_END: two-cashiers

fn ended(well: bool) -> &'static str {
    if well { "is done" } else { "has panicked" }
}
