//! Reaching for the field.

// ANCHOR: private-field
use lesson06::s4_owns::Lock;

fn main() {
    let orders = Lock::new(vec!["soup"]);
    let list = orders.data.get();
    println!("{list:?}");
}
// ANCHOR_END: private-field
