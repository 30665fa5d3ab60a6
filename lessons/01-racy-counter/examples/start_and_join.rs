//! Starts two threads and waits for them: `cargo run -p lesson01 --example start_and_join`.

// ANCHOR: start-and-join
use std::thread;

fn main() {
    let hello = thread::spawn(|| println!("hello from another thread"));
    println!("main goes on");
    hello.join().unwrap();

    let words = ["lock", "guard", "race"];
    let letters = thread::scope(|s| {
        let first = s.spawn(|| words[0].len());
        let rest = s.spawn(|| words[1].len() + words[2].len());
        first.join().unwrap() + rest.join().unwrap()
    });
    println!("{letters} letters in {words:?}");
}
// ANCHOR_END: start-and-join
