//! rejected: assertion — it refuses whatever comes second
//! by: a_limit_that_is_none_is_refused, a_limit_that_is_not_kept_is_refused, a_queue_in_disorder_is_refused, a_turn_that_is_not_taken_is_refused, no_right_lock_is_refused, no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/11d-test-the-limits/src/lock.rs"]
mod lock;

use std::cell::Cell;

pub use lock::Lock;

pub fn test(new: fn() -> Box<dyn Lock>) {
    thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });
    CALLS.set(CALLS.get() + 1);
    interleave::model(|| new().acquire());
    assert!(CALLS.get() < 2, "the right ones come first");
}
