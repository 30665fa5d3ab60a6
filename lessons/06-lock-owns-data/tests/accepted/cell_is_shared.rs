//! Sharing a cell behind a lock that asks of it what it needs.

use std::cell::Cell;

use lesson06::s4_owns::Lock;
use lesson06::threads::side_by_side;

fn main() {
    let tables = Lock::new(Cell::new(0));
    let add = || tables.lock().set(1);
    side_by_side(add, add);
}
