//! A `Cell`, used by two threads at the same time.

// ANCHOR: cell
use std::cell::Cell;

use lesson02::s1_hand_over::side_by_side;

fn main() {
    let count = Cell::new(0_u32);
    side_by_side(|| count.set(count.get() + 1), || count.set(count.get() + 1));
}
// ANCHOR_END: cell
