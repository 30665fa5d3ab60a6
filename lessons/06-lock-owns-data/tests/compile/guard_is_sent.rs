//! Giving a guard to another thread.

// ANCHOR: guard-is-sent
use lesson06::s4_owns::Lock;
use lesson06::threads::side_by_side;

fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    side_by_side(move || drop(guard), || println!("waiting"));
}
// ANCHOR_END: guard-is-sent
