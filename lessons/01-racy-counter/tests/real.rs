//! What holds on real threads no matter what the scheduler does.

use std::thread;

use lesson01::s1_racy::RacyCounter;
use lesson01::s2_one_step::Counter;

const THREADS: u32 = 4;
const TIMES: u32 = 10_000;

fn on_all_threads(work: impl Fn() + Sync) {
    thread::scope(|s| {
        for _ in 0..THREADS {
            s.spawn(|| (0..TIMES).for_each(|_| work()));
        }
    });
}

#[test]
fn the_racy_total_is_never_more_than_the_number_of_increments() {
    let counter = RacyCounter::default();
    on_all_threads(|| counter.increment());
    assert!((1..=THREADS * TIMES).contains(&counter.get()));
}

#[test]
fn in_one_step_the_total_is_exact() {
    let counter = Counter::default();
    on_all_threads(|| counter.increment());
    assert_eq!(counter.get(), THREADS * TIMES);
}
