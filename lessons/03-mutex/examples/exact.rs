//! Counts on real threads, with one locking for each increment and with two:
//! `cargo run --release -p lesson03 --example exact`.

use std::thread;

use lesson03::{s1_counter, s2_two_lockings};

const THREADS: u32 = 8;
const TIMES: u32 = 100_000;

fn main() {
    let one = s1_counter::Counter::default();
    on_all_threads(|| one.increment());
    let two = s2_two_lockings::Counter::default();
    on_all_threads(|| two.increment());

    println!("{THREADS} threads, {TIMES} increments each: {} is expected", THREADS * TIMES);
    println!("one locking for each increment:  {:>6}", one.get());
    println!("two lockings for each increment: {:>6}", two.get());
}

fn on_all_threads(work: impl Fn() + Sync) {
    thread::scope(|s| {
        for _ in 0..THREADS {
            s.spawn(|| (0..TIMES).for_each(|_| work()));
        }
    });
}
