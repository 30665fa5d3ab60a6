//! One thread that writes to a local, and one that reads it.

use lesson02::s1_hand_over::side_by_side;

fn main() {
    let mut count = 0;
    side_by_side(|| count += 1, || println!("{count}"));
}
