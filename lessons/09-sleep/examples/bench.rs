//! Measures the mutexes of this lesson against std's and parking_lot's, all in one run, in turns:
//! `cargo run --release -p lesson09 --example bench`.

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Barrier, Mutex as StdMutex};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_utils::CachePadded;
use indicatif::ProgressBar;
use lesson09::{s2_queue, s4_two_states, s5_three_states, s6_mutex};

/// How many times everything is measured; medians are shown.
const ROUNDS: usize = 9;
/// How long each lock is hammered in a round.
const SLICE: Duration = Duration::from_millis(60);

/// Adds to a number under a lock, with this much work inside.
type Add = Box<dyn Fn(u32) + Send + Sync>;

/// Each lock has a cache line to itself.
fn locks() -> Vec<(&'static str, Add)> {
    let std = CachePadded::new(StdMutex::new(0_u64));
    let parking_lot = CachePadded::new(parking_lot::Mutex::new(0_u64));
    let queue = CachePadded::new(s2_queue::BinaryLock::default());
    let two = CachePadded::new(s4_two_states::BinaryLock::default());
    let three = CachePadded::new(s5_three_states::BinaryLock::default());
    let best = CachePadded::new(s6_mutex::Mutex::new(0_u64));
    vec![
        ("std", Box::new(move |inside| step(&mut std.lock().unwrap(), inside))),
        ("parking_lot", Box::new(move |inside| step(&mut parking_lot.lock(), inside))),
        ("s6, spin, yield, sleep", Box::new(move |inside| step(&mut best.lock(), inside))),
        (
            "s5, three states",
            Box::new(move |inside| between(|| three.acquire(), || three.release(), inside)),
        ),
        (
            "s4, two states",
            Box::new(move |inside| between(|| two.acquire(), || two.release(), inside)),
        ),
        (
            "s2, queue",
            Box::new(move |inside| between(|| queue.acquire(), || queue.release(), inside)),
        ),
    ]
}

/// The critical section of a mutex that owns its value.
#[inline]
fn step(value: &mut u64, inside: u32) {
    *value = work(*value + 1, inside);
}

/// The same for a lock that owns nothing.
#[inline]
fn between(acquire: impl Fn(), release: impl Fn(), inside: u32) {
    acquire();
    black_box(work(black_box(1), inside));
    release();
}

/// Multiplications, each of which needs the one before. None is left out by the compiler.
#[inline]
fn work(mut value: u64, times: u32) -> u64 {
    for _ in 0..times {
        value = black_box(value.wrapping_mul(6364136223846793005).wrapping_add(1));
    }
    value
}

/// What one lock did in one slice of time.
struct Sample {
    /// Critical sections per second, of all threads together.
    rate: f64,
    /// The share of the thread that got the fewest; 1 is its fair share.
    least: f64,
}

fn measure(add: &Add, threads: usize, inside: u32, outside: u32) -> Sample {
    let (stop, start) = (AtomicBool::new(false), Barrier::new(threads + 1));
    thread::scope(|s| {
        let counts: Vec<_> = (0..threads)
            .map(|_| {
                s.spawn(|| {
                    start.wait();
                    let mut count = 0_u64;
                    // Relaxed: it only has to end at some point.
                    while !stop.load(Relaxed) {
                        // The flag is checked only now and then, because it isn't part of what is measured.
                        for _ in 0..32 {
                            add(inside);
                            work(1, outside);
                            count += 1;
                        }
                    }
                    count
                })
            })
            .collect();
        start.wait();
        let began = Instant::now();
        thread::sleep(SLICE);
        stop.store(true, Relaxed);
        let counts: Vec<u64> = counts.into_iter().map(|thread| thread.join().unwrap()).collect();
        let (total, took) = (counts.iter().sum::<u64>() as f64, began.elapsed());
        let least = *counts.iter().min().unwrap() as f64 * threads as f64 / total;
        Sample { rate: total / took.as_secs_f64(), least }
    })
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

fn main() {
    let locks = locks();
    let mut scenarios = Vec::new();
    for threads in [2, 4, 8] {
        scenarios.push(("short inside", threads, 0, 0));
        scenarios.push(("longer inside", threads, 200, 0));
        scenarios.push(("work outside", threads, 0, 200));
    }
    scenarios.push(("no contention", 1, 0, 0));
    let cores = thread::available_parallelism().map_or(0, usize::from);
    println!(
        "{cores} cores; millions of critical sections a second, medians of {ROUNDS} rounds, the locks in turn;"
    );
    println!("against std: median of the ratios within a round;");
    println!("least: the share of the thread that got the fewest, where 1.00 would be fair");
    let bar = ProgressBar::new((scenarios.len() * ROUNDS * locks.len()) as u64);
    for (name, threads, inside, outside) in scenarios {
        let mut samples: Vec<Vec<Sample>> = locks.iter().map(|_| Vec::new()).collect();
        for round in 0..ROUNDS {
            for turn in 0..locks.len() {
                // No lock is always first.
                let lock = (turn + round) % locks.len();
                samples[lock].push(measure(&locks[lock].1, threads, inside, outside));
                bar.inc(1);
            }
        }
        bar.suspend(|| {
            let plural = if threads == 1 { "" } else { "s" };
            println!("\n{threads} thread{plural}, {name}");
            println!("  {:<24} {:>12} {:>12} {:>7}", "", "million/s", "against std", "least");
            for (lock, (name, _)) in locks.iter().enumerate() {
                let rate = median(samples[lock].iter().map(|s| s.rate / 1e6).collect());
                let rounds = samples[lock].iter().zip(&samples[0]);
                let ratio = median(rounds.map(|(mine, std)| mine.rate / std.rate).collect());
                let least = median(samples[lock].iter().map(|s| s.least).collect());
                println!("  {name:<24} {rate:>12.2} {ratio:>12.2} {least:>7.2}");
            }
        });
    }
    bar.finish_and_clear();
}
