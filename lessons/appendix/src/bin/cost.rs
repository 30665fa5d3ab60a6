//! What it costs to lock and to release, when no other thread or task wants to:
//! `cargo run --release -p appendix --bin cost`.

use std::hint::black_box;
use std::sync::Mutex;
use std::time::Instant;

use appendix::tasks::executor::{self, Task};
use appendix::tasks::s3_async_mutex::AsyncMutex;

const TIMES: u32 = 1_000_000;
const ROUNDS: usize = 21;

fn main() {
    println!("median of {ROUNDS} rounds, in nanoseconds, on {}", std::env::consts::ARCH);
    let mut rounds: [Vec<f64>; 2] = Default::default();
    // One round of each in turn, so that a busy machine is busy for both.
    for _ in 0..ROUNDS {
        rounds[0].push(std_mutex());
        rounds[1].push(async_mutex());
    }
    for (name, rounds) in ["std's Mutex", "AsyncMutex"].iter().zip(&mut rounds) {
        rounds.sort_by(f64::total_cmp);
        println!("{name:<14}{:>8.1}", rounds[ROUNDS / 2]);
    }
}

fn std_mutex() -> f64 {
    let total = Mutex::new(0_u32);
    let begun = Instant::now();
    for _ in 0..TIMES {
        *black_box(&total).lock().expect("nothing panics here") += 1;
    }
    begun.elapsed().as_nanos() as f64 / f64::from(TIMES)
}

fn async_mutex() -> f64 {
    let total = AsyncMutex::new(0_u32);
    let task: Task<'_> = Box::pin(async {
        for _ in 0..TIMES {
            *black_box(&total).lock().await += 1;
        }
    });
    let begun = Instant::now();
    executor::run(vec![task]).expect("it never waits");
    begun.elapsed().as_nanos() as f64 / f64::from(TIMES)
}
