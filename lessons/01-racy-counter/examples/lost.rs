//! Counts what the racy counter loses on real threads: `cargo run -p lesson01 --example lost`.

use std::thread;

use indicatif::{ProgressBar, ProgressStyle};
use lesson01::s1_racy::RacyCounter;

const THREADS: u32 = 4;
const TIMES: u32 = 1_000_000;
const ROUNDS: u64 = 20;

fn main() {
    let bar = ProgressBar::new(ROUNDS).with_style(
        ProgressStyle::with_template("{bar:30} round {pos} of {len}").expect("a valid template"),
    );
    let totals: Vec<u32> = (0..ROUNDS)
        .map(|_| {
            bar.inc(1);
            total()
        })
        .collect();
    bar.finish_and_clear();

    let expected = THREADS * TIMES;
    let whole = totals.iter().filter(|&&total| total == expected).count();
    let (least, most) = (totals.iter().min().unwrap_or(&0), totals.iter().max().unwrap_or(&0));
    println!("{THREADS} threads, each adding 1 a million times: expected {expected}");
    println!("{ROUNDS} rounds: between {least} and {most} made it, {whole} rounds came out right");
}

/// The total of one round.
fn total() -> u32 {
    let counter = RacyCounter::default();
    thread::scope(|s| {
        for _ in 0..THREADS {
            s.spawn(|| (0..TIMES).for_each(|_| counter.increment()));
        }
    });
    counter.get()
}
