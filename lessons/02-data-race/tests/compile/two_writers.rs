//! Two threads that write to one local.

// ANCHOR: two-writers
use lesson02::s1_hand_over::side_by_side;

fn main() {
    let mut count = 0;
    side_by_side(|| count += 1, || count += 1);
    println!("{count}");
}
// ANCHOR_END: two-writers
