//! Sharing a cell behind a lock that asks too much of it.

// ANCHOR: too-strong
use std::cell::Cell;

use lesson06::s5_bounds::TooStrong;
use lesson06::threads::side_by_side;

fn main() {
    let tables = TooStrong::new(Cell::new(0));
    let add = || tables.lock().set(1);
    side_by_side(add, add);
}
// ANCHOR_END: too-strong
