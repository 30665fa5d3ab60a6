//! A borrow of a local, handed to a thread that can outlive it.

// ANCHOR: borrowed
use lesson02::s1_hand_over::on_a_thread;

fn main() {
    let name = String::from("Ada");
    on_a_thread(|| println!("hello {name}"));
}
// ANCHOR_END: borrowed
