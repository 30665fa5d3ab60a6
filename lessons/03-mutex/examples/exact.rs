//! Counts on real threads, locked once per increment and locked twice:
//! `cargo run --release -p lesson03 --example exact`.

use std::thread;

use lesson03::{s1_counter, s2_locked_twice};

const THREADS: u32 = 8;
const TIMES: u32 = 100_000;

fn main() {
    let once = s1_counter::Counter::default();
    on_all_threads(|| once.increment());
    let twice = s2_locked_twice::Counter::default();
    on_all_threads(|| twice.increment());

    println!("{THREADS} threads, {TIMES} increments each: expected {}", THREADS * TIMES);
    println!("locked once per increment:  {:>6}", once.get());
    println!("locked twice per increment: {:>6}", twice.get());
}

fn on_all_threads(work: impl Fn() + Sync) {
    thread::scope(|s| {
        for _ in 0..THREADS {
            s.spawn(|| (0..TIMES).for_each(|_| work()));
        }
    });
}
