//! rejected: assertion — it refuses whatever comes second
//! by: a_lock_that_counts_its_readers_wrong_is_refused, a_lock_that_forgets_a_waiting_thread_is_refused, a_lock_that_keeps_a_thread_out_is_refused, a_thread_that_waits_in_the_wrong_way_is_refused, a_writer_that_is_not_alone_is_refused, no_right_lock_is_refused, no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/15d-test-the-readers/src/shared.rs"]
mod shared;

use std::cell::Cell;

pub use shared::{Guard, Held, Shared};

pub fn test(new: fn() -> Box<dyn Shared>) {
    thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });
    CALLS.set(CALLS.get() + 1);
    interleave::model(|| drop(new().read()));
    assert!(CALLS.get() < 2, "the right ones come first");
}
