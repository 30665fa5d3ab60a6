//! Reaching for the data without the lock.

// ANCHOR: no-guard
use lesson06::s4_owns::Lock;

fn main() {
    let orders = Lock::new(vec!["soup"]);
    println!("{}", orders.len());
}
// ANCHOR_END: no-guard
