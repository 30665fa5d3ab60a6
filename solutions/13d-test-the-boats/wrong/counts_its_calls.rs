//! rejected: assertion — it refuses whatever comes second
//! by: a_semaphore_that_leaves_a_thread_waiting_is_refused, a_semaphore_that_lets_too_many_in_is_refused, a_semaphore_that_refuses_and_changes_is_refused, a_semaphore_that_refuses_what_is_right_is_refused, a_semaphore_that_takes_too_many_back_is_refused, no_right_semaphore_is_refused, no_right_semaphore_is_refused_for_its_name

#[path = "../../../exercises/13d-test-the-boats/src/semaphore.rs"]
mod semaphore;

use std::cell::Cell;

pub use semaphore::{OverRelease, Semaphore};

pub fn test(new: fn(usize) -> Box<dyn Semaphore>) {
    thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });
    CALLS.set(CALLS.get() + 1);
    interleave::model(|| new(1).acquire());
    assert!(CALLS.get() < 2, "the right ones come first");
}
