//! rejected: assertion — it refuses every barrier
//! by: no_right_barrier_is_refused, no_right_barrier_is_refused_for_its_name

#[path = "../../../exercises/14d-test-the-barriers/src/meet.rs"]
mod meet;

pub use meet::Meet;

pub fn test(new: fn(usize) -> Box<dyn Meet>) {
    interleave::model(|| {
        assert!(!new(1).wait(&|| ()), "not to be trusted");
    });
}
