//! Keeping what a guard without a name has lent.

// ANCHOR: outlives-the-line
use lesson06::s4_owns::Lock;

fn main() {
    let orders = Lock::new(vec!["soup"]);
    let first = orders.lock().first_mut();
    println!("{first:?}");
}
// ANCHOR_END: outlives-the-line
