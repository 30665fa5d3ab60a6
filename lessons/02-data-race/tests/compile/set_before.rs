//! A `Cell` that only one thread changes, and only before it starts the others.

use std::cell::Cell;

use lesson02::s1_hand_over::side_by_side;

fn main() {
    let count = Cell::new(0_u32);
    count.set(7);
    side_by_side(|| println!("{}", count.get()), || {});
}
