//! One sample: some threads visit for a moment, after a warm-up, and are counted.

use std::sync::Barrier;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use crate::cases::Case;

/// What one case did in one slice of time.
#[derive(Clone, Copy)]
pub struct Sample {
    /// Millions of visits per second, of all threads together.
    pub rate: f64,
    /// The share of the thread that got the fewest; 1 is its fair share.
    pub least: f64,
}

/// Threads run, and nothing is counted yet.
const WARM_UP: u8 = 0;
const COUNT: u8 = 1;
const STOP: u8 = 2;

/// Lets the threads of this case run for a slice of time, and counts their visits in the last seven eighths of it.
pub fn sample(case: &Case, slice: Duration) -> Sample {
    let visits = (case.make)();
    let (phase, start) = (AtomicU8::new(WARM_UP), Barrier::new(case.threads + 1));
    thread::scope(|s| {
        let counts: Vec<_> = (0..case.threads)
            .map(|number| {
                let (visits, phase, start) = (&visits, &phase, &start);
                s.spawn(move || {
                    let (mut count, mut seed) = (0, number as u64);
                    start.wait();
                    loop {
                        // Relaxed: it doesn't matter if a thread sees it a little late.
                        let now = phase.load(Relaxed);
                        if now == STOP {
                            return count;
                        }
                        let visits = visits(number, &mut seed);
                        if now == COUNT {
                            count += visits;
                        }
                    }
                })
            })
            .collect();
        start.wait();
        thread::sleep(slice / 8);
        let began = Instant::now();
        phase.store(COUNT, Relaxed);
        thread::sleep(slice - slice / 8);
        phase.store(STOP, Relaxed);
        let took = began.elapsed();
        let counts: Vec<u64> = counts.into_iter().map(|thread| thread.join().unwrap()).collect();
        let total = counts.iter().sum::<u64>().max(1) as f64;
        let least = counts.iter().min().copied().unwrap_or(0) as f64;
        Sample {
            rate: total / took.as_secs_f64() / 1e6,
            least: least * case.threads as f64 / total,
        }
    })
}
