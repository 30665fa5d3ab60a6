//! How the number of executions grows with threads and steps: every schedule, and those that the search needs.
//!
//! `cargo run --release -p interleave --example growth`

use std::time::{Duration, Instant};

#[path = "../tests/growth/programs.rs"]
mod programs;

use programs::{Count, Program, plain, reduced};

/// Larger trees are not spelled out.
const MOST_SCHEDULES: u64 = 40_000;

/// Longer searches are cut off.
const MOST_EXECUTIONS: u64 = 40_000;

fn main() {
    println!("[order] only: all schedules, and what is explored of them.\n");
    for (name, program) in programs::ALL {
        println!("{name}");
        println!(
            "  {:>7} {:>6}{:>14}{:>10}{:>14}{:>10}",
            "threads", "rounds", "schedules", "time", "explored", "time"
        );
        for threads in 2..=5 {
            for rounds in 1..=4 {
                if !row(program, threads, rounds) {
                    break;
                }
            }
        }
        println!();
    }
}

/// Prints a row; returns whether more rounds can be counted.
fn row(program: Program, threads: usize, rounds: usize) -> bool {
    let (explored, search) = timed(|| reduced(program, threads, rounds, MOST_EXECUTIONS));
    // There are no more classes of schedules than schedules.
    let (all, tree) = match explored {
        Count::All(_) => timed(|| plain(program, threads, rounds, MOST_SCHEDULES)),
        Count::MoreThan(_) => (Count::MoreThan(MOST_SCHEDULES), String::new()),
    };
    println!(
        "  {threads:>7} {rounds:>6}{:>14}{tree:>10}{:>14}{search:>10}",
        show(all),
        show(explored)
    );
    matches!(explored, Count::All(_))
}

fn timed(count: impl FnOnce() -> Count) -> (Count, String) {
    let start = Instant::now();
    let count = count();
    let time = match start.elapsed() {
        t if t < Duration::from_millis(1) => format!("{} µs", t.as_micros()),
        t if t < Duration::from_secs(1) => format!("{:.1} ms", t.as_secs_f64() * 1e3),
        t => format!("{:.1} s", t.as_secs_f64()),
    };
    (count, time)
}

fn show(count: Count) -> String {
    match count {
        Count::All(count) => count.to_string(),
        Count::MoreThan(count) => format!("> {count}"),
    }
}
