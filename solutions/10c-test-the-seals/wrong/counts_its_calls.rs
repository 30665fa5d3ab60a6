//! rejected: assertion — it refuses whatever comes second
//! by: a_seal_that_is_broken_for_no_reason_is_refused, a_seal_that_mends_by_itself_is_refused, a_seal_that_misses_a_panic_is_refused, an_answer_that_waits_for_the_lock_is_refused, no_right_lock_is_refused, no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/10c-test-the-seals/src/sealed.rs"]
mod sealed;

use std::cell::Cell;

pub use sealed::{Guard, Sealed};

pub fn test(new: fn() -> Box<dyn Sealed>) {
    thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });
    CALLS.set(CALLS.get() + 1);
    interleave::model(|| drop(new().lock()));
    assert!(CALLS.get() < 2, "the right ones come first");
}
