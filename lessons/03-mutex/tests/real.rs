//! What holds on real threads, no matter what the scheduler does.

use std::thread;

use lesson03::{s1_counter, s2_locked_twice, s5_places};

const THREADS: u32 = 8;
const TIMES: u32 = 100_000;

fn on_all_threads(work: impl Fn() + Sync) {
    thread::scope(|s| {
        for _ in 0..THREADS {
            s.spawn(|| (0..TIMES).for_each(|_| work()));
        }
    });
}

#[test]
fn behind_a_lock_the_total_is_exact() {
    let counter = s1_counter::Counter::default();
    on_all_threads(|| counter.increment());
    assert_eq!(counter.get(), THREADS * TIMES);
}

#[test]
fn locked_twice_the_total_is_never_more_than_the_number_of_increments() {
    let counter = s2_locked_twice::Counter::default();
    on_all_threads(|| counter.increment());
    assert!((1..=THREADS * TIMES).contains(&counter.get()));
}

#[test]
fn a_static_goes_on_counting_as_long_as_the_program_runs() {
    assert_eq!(s5_places::count_in_a_static(), 2);
    assert_eq!(s5_places::count_in_a_static(), 4);
}
