//! An `Rc`, handed to another thread.

// ANCHOR: rc
use std::rc::Rc;

use lesson02::s1_hand_over::on_a_thread;

fn main() {
    let name = Rc::new(String::from("Ada"));
    let theirs = Rc::clone(&name);
    on_a_thread(move || println!("hello {theirs}"));
    println!("hello {name}");
}
// ANCHOR_END: rc
