//! Sharing a guard with a cell behind it.

use std::cell::Cell;

use lesson06::s4_owns::Lock;
use lesson06::threads::side_by_side;

fn main() {
    let tables = Lock::new(Cell::new(0));
    let guard = tables.lock();
    side_by_side(|| guard.set(1), || guard.set(2));
}
