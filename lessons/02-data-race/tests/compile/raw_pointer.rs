//! A raw pointer: it could point to anything, so nobody vouches for it.

use lesson02::s1_hand_over::on_a_thread;

fn main() {
    let mut count = 0;
    let pointer: *mut u32 = &mut count;
    on_a_thread(move || println!("{pointer:?}"));
}
