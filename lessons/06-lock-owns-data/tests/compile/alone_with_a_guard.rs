//! Going without the lock while somebody has it.

// ANCHOR: alone-with-a-guard
use lesson06::s4_owns::Lock;

fn main() {
    let mut orders = Lock::new(vec!["soup"]);
    let guard = orders.lock();
    orders.get_mut().clear();
    println!("{}", guard[0]);
}
// ANCHOR_END: alone-with-a-guard
