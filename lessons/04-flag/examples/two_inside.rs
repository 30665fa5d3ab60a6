//! Counts on real threads, under a lock that looks and then sets, and under one that does both at once:
//! `cargo run -p lesson04 --example two_inside`.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use lesson04::{s1_two_steps, s2_swap};

const THREADS: u32 = 4;
const TIMES: u32 = 1_000_000;

fn main() {
    let lock = s1_two_steps::BinaryLock::default();
    let two_steps = total(|| lock.acquire(), || lock.release());
    let lock = s2_swap::BinaryLock::default();
    let one_step = total(|| lock.acquire(), || lock.release().expect("it is held"));

    println!("{THREADS} threads, each adding 1 {TIMES} times: {} is expected", THREADS * TIMES);
    println!("under a flag that is looked at, then set: {two_steps:>7}");
    println!("under a flag that is swapped:             {one_step:>7}");
}

/// Adds on all threads, in two steps, between `acquire` and `release`.
fn total(acquire: impl Fn() + Sync, release: impl Fn() + Sync) -> u32 {
    let counter = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..THREADS {
            s.spawn(|| {
                for _ in 0..TIMES {
                    acquire();
                    counter.store(counter.load(Relaxed) + 1, Relaxed);
                    release();
                }
            });
        }
    });
    counter.into_inner()
}
