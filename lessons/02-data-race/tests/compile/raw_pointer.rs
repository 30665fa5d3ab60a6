//! A raw pointer: the compiler can't know what it points to, so it is not `Send`.

use lesson02::s1_hand_over::on_a_thread;

fn main() {
    let mut count = 0;
    let pointer: *mut u32 = &mut count;
    on_a_thread(move || println!("{pointer:?}"));
}
