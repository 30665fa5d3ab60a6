//! The cases of the lock lab, each measured by Criterion: `cargo bench -p lesson18-criterion`.
//!
//! Criterion measures one case after the other, so a disturbance hits only one of them; the lab measures in turns. In
//! return, Criterion says how sure it is, and what has changed since the last time. A filter chooses cases:
//! `cargo bench -p lesson18-criterion -- 'shards/2'`.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

#[path = "../../examples/lock_lab/cases/mod.rs"]
mod cases;

use cases::Case;

/// The time that all threads together take for so many rounds of visits on each of them.
fn time(case: &Case, rounds: u64) -> Duration {
    let visits = (case.make)();
    let start = Barrier::new(case.threads + 1);
    thread::scope(|s| {
        let threads: Vec<_> = (0..case.threads)
            .map(|number| {
                let (visits, start) = (&visits, &start);
                s.spawn(move || {
                    let mut seed = number as u64;
                    start.wait();
                    for _ in 0..rounds {
                        visits(number, &mut seed);
                    }
                })
            })
            .collect();
        start.wait();
        let began = Instant::now();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        began.elapsed()
    })
}

fn benches(criterion: &mut Criterion) {
    for case in cases::all() {
        let mut group = criterion.benchmark_group(format!("{}/{}", case.experiment, case.threads));
        group
            .sample_size(10)
            .warm_up_time(Duration::from_millis(200))
            .measurement_time(Duration::from_millis(500));
        let visits = (case.make)()(0, &mut 0) * case.threads as u64;
        group.throughput(Throughput::Elements(visits));
        let what = match case.experiment {
            "locks" => format!("{} inside, {} % read", case.inside, case.reads),
            _ => String::from("all"),
        };
        group.bench_function(BenchmarkId::new(case.name, what), |bencher| {
            bencher.iter_custom(|rounds| time(&case, rounds));
        });
        group.finish();
    }
}

criterion_group!(locks, benches);
criterion_main!(locks);
