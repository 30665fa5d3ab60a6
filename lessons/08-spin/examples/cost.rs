//! What each way of waiting costs: `cargo run --release -p lesson08 --example cost`.
//!
//! A plain loop in place of Criterion, which measures one lock after the other, so that a
//! disturbance hits only one of them. Here each round measures all of them, and the median of the rounds counts.

use std::hint::black_box;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_utils::CachePadded;
use lesson08::s4_ticket::TicketLock;
use lesson08::{s1_test_and_set, s2_look_first, s3_backoff};

const ROUNDS: usize = 9;
const TIME: Duration = Duration::from_millis(100);
const THREADS: [usize; 4] = [1, 2, 4, 8];

/// Runs a short critical section on this many threads; returns how many nanoseconds each run of it took.
type Measure = fn(usize) -> f64;

fn main() {
    let locks: [(&str, Measure); 7] = [
        ("test-and-set", |threads| {
            let lock = CachePadded::new(s1_test_and_set::BinaryLock::default());
            measure(threads, |add| {
                lock.acquire();
                add();
                lock.release();
            })
        }),
        ("look first", |threads| {
            let lock = CachePadded::new(s2_look_first::BinaryLock::default());
            measure(threads, |add| {
                lock.acquire();
                add();
                lock.release();
            })
        }),
        ("backoff", |threads| {
            let lock = CachePadded::new(s3_backoff::BinaryLock::default());
            measure(threads, |add| {
                lock.acquire();
                add();
                lock.release();
            })
        }),
        ("ticket", |threads| {
            let lock = CachePadded::new(TicketLock::default());
            measure(threads, |add| {
                lock.acquire();
                add();
                lock.release();
            })
        }),
        ("spin's mutex", |threads| {
            let lock = CachePadded::new(spin::mutex::SpinMutex::<_>::new(()));
            measure(threads, |add| {
                let _guard = lock.lock();
                add();
            })
        }),
        ("spin's ticket", |threads| {
            let lock = CachePadded::new(spin::mutex::TicketMutex::<_>::new(()));
            measure(threads, |add| {
                let _guard = lock.lock();
                add();
            })
        }),
        ("std's mutex", |threads| {
            let lock = CachePadded::new(Mutex::new(()));
            measure(threads, |add| {
                let _guard = lock.lock().expect("no thread panics");
                add();
            })
        }),
    ];

    let mut times = vec![[const { Vec::new() }; THREADS.len()]; locks.len()];
    for _ in 0..ROUNDS {
        for (column, &threads) in THREADS.iter().enumerate() {
            for (times, (_, measure)) in times.iter_mut().zip(&locks) {
                times[column].push(measure(threads));
            }
        }
    }

    let cores = thread::available_parallelism().map_or(1, usize::from);
    println!("nanoseconds per critical section, on {cores} cores");
    println!(
        "{:<14}{:>10}{:>12}{:>12}{:>12}",
        "", "1 thread", "2 threads", "4 threads", "8 threads"
    );
    for ((name, _), times) in locks.iter().zip(times) {
        let [one, two, four, eight] = times.map(median);
        println!("{name:<14}{one:>10.1}{two:>12.1}{four:>12.1}{eight:>12.1}");
    }
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Acquires and releases on this many threads until the time is up; wall-clock nanoseconds per critical section.
fn measure(threads: usize, visit: impl Fn(&dyn Fn()) + Sync) -> f64 {
    let (total, stop) = (CachePadded::new(AtomicU64::new(0)), AtomicBool::new(false));
    // Relaxed: only used under the lock, and read at the end.
    let add = || total.store(black_box(total.load(Relaxed)) + 1, Relaxed);
    let start = Instant::now();
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                // Relaxed: it doesn't matter if they stop a little earlier or later.
                while !stop.load(Relaxed) {
                    visit(&add);
                }
            });
        }
        thread::sleep(TIME);
        stop.store(true, Relaxed);
    });
    start.elapsed().as_nanos() as f64 / total.load(Relaxed) as f64
}
