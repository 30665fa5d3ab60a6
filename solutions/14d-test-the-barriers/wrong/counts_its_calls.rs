//! rejected: assertion — it refuses whatever comes second
//! by: a_barrier_that_counts_wrong_is_refused, a_barrier_that_keeps_a_thread_back_is_refused, a_barrier_that_lets_a_thread_pass_early_is_refused, a_barrier_whose_waiters_stay_awake_is_refused, a_round_with_no_leader_or_two_is_refused, an_action_at_the_wrong_time_is_refused, no_right_barrier_is_refused, no_right_barrier_is_refused_for_its_name

#[path = "../../../exercises/14d-test-the-barriers/src/meet.rs"]
mod meet;

use std::cell::Cell;

pub use meet::Meet;

pub fn test(new: fn(usize) -> Box<dyn Meet>) {
    thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });
    CALLS.set(CALLS.get() + 1);
    interleave::model(|| new(1).wait(&|| ()));
    assert!(CALLS.get() < 2, "the right ones come first");
}
