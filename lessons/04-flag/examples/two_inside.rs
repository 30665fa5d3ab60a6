//! Counts on real threads, under a two-step lock and under one that swaps:
//! `cargo run -p lesson04 --example two_inside`.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use lesson04::{s1_two_steps, s2_swap};

const THREADS: u32 = 4;
const TIMES: u32 = 1_000_000;
const ROUNDS: usize = 3;

fn main() {
    let two_steps = [(); ROUNDS].map(|()| {
        let lock = s1_two_steps::BinaryLock::default();
        total(|| lock.acquire(), || lock.release())
    });
    let one_step = [(); ROUNDS].map(|()| {
        let lock = s2_swap::BinaryLock::default();
        total(|| lock.acquire(), || lock.release().expect("it is held"))
    });

    println!("{THREADS} threads, each adding 1 a million times: expected {}", THREADS * TIMES);
    println!("under a lock that loads, then stores: {two_steps:?}");
    println!("under a lock that swaps:              {one_step:?}");
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
