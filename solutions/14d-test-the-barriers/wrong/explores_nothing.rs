//! rejected: assertion — it calls the barrier outside the explorer
//! by: no_right_barrier_is_refused, no_right_barrier_is_refused_for_its_name

#[path = "../../../exercises/14d-test-the-barriers/src/meet.rs"]
mod meet;

pub use meet::Meet;

pub fn test(new: fn(usize) -> Box<dyn Meet>) {
    for _ in 0..3 {
        assert!(new(1).wait(&|| ()));
    }
}
