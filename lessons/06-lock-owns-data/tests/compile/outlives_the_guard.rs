//! Keeping what the guard has lent, and dropping the guard.

// ANCHOR: outlives-the-guard
use lesson06::s4_owns::Lock;

fn main() {
    let orders = Lock::new(vec!["soup"]);
    let guard = orders.lock();
    let first = &guard[0];
    drop(guard);
    println!("{first}");
}
// ANCHOR_END: outlives-the-guard
