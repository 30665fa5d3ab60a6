//! A `Cell` in an `Arc`: the count of the handles is atomic now, what they lead to is not.

use std::cell::Cell;
use std::sync::Arc;

use lesson02::s1_hand_over::on_a_thread;

fn main() {
    let count = Arc::new(Cell::new(0_u32));
    let theirs = Arc::clone(&count);
    on_a_thread(move || theirs.set(1));
}
