//! rejected: crash — it ends the process instead of returning
//! by: a_seal_that_is_broken_for_no_reason_is_refused, a_seal_that_mends_by_itself_is_refused, a_seal_that_misses_a_panic_is_refused, an_answer_that_waits_for_the_lock_is_refused, no_right_lock_is_refused, no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/10c-test-the-seals/src/sealed.rs"]
mod sealed;

pub use sealed::{Guard, Sealed};

pub fn test(new: fn() -> Box<dyn Sealed>) {
    interleave::model(|| drop(new().lock()));
    std::process::exit(0);
}
