//! Read-write locks, barriers, onces and channels: what std promises of them holds, and what it does not promise
//! fails.

#[path = "locks/barrier.rs"]
mod barrier;
#[path = "locks/channel.rs"]
mod channel;
#[path = "locks/circles.rs"]
mod circles;
#[path = "locks/ended.rs"]
mod ended;
#[path = "locks/once.rs"]
mod once;
#[path = "locks/poison.rs"]
mod poison;
#[path = "locks/recv_timeout.rs"]
mod recv_timeout;
#[path = "locks/reduction.rs"]
mod reduction;
#[path = "locks/rendezvous.rs"]
mod rendezvous;
#[path = "locks/rwlock.rs"]
mod rwlock;

use expect_test::expect_file;
use interleave::Counterexample;

/// Compares what a person sees, wide and narrow, with `tests/locks/pictures/<name>.txt`.
#[track_caller]
fn check_picture(counterexample: &Counterexample, name: &str) {
    let (wide, narrow) = (counterexample.render(100, false), counterexample.render(60, false));
    let path = format!("{}/tests/locks/pictures/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    expect_file![path].assert_eq(&format!("{wide}\n{}\n\n{narrow}", "-".repeat(60)));
}

/// Everything that the program can return, sorted.
#[track_caller]
fn outcomes<T: Ord + Clone>(program: impl Fn() -> T) -> Vec<T> {
    interleave::outcomes(program).values().cloned().collect()
}
