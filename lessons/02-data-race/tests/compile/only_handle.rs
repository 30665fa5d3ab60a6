//! An `Rc`, handed to another thread by `move`, although no other handle on it is left.

use std::rc::Rc;

use lesson02::s1_hand_over::on_a_thread;

fn main() {
    let name = Rc::new(String::from("Ada"));
    on_a_thread(move || println!("hello {name}"));
}
