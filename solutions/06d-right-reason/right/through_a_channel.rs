//! right: the guard goes through a channel, and its value is a text
#![cfg(false)]

use std::sync::mpsc;
use std::thread;

use lock::Lock;

fn main() {
    let names = Lock::new(String::from("Ada"));
    let (sender, receiver) = mpsc::channel();
    sender.send(names.lock()).unwrap();
    thread::scope(|s| {
        s.spawn(move || receiver.recv().unwrap().push_str(" and Bo"));
    });
}

// error[E0277]: `*const ()` cannot be sent between threads safely
