//! A `Cell` in a `static`, which every thread can reach.

use std::cell::Cell;

static COUNT: Cell<u32> = Cell::new(0);

fn main() {
    COUNT.set(1);
}
