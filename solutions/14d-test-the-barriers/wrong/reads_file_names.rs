//! rejected: assertion — it looks where the steps stand in the source
//! by: no_right_barrier_is_refused_for_its_name

#[path = "../../../exercises/14d-test-the-barriers/src/meet.rs"]
mod meet;

use interleave::replay;

pub use meet::Meet;

pub fn test(new: fn(usize) -> Box<dyn Meet>) {
    let run = replay("", || new(1).wait(&|| ()));
    let wrong = run.steps.iter().find(|step| step.location.file.contains("/wrong/"));
    assert!(wrong.is_none(), "{wrong:?}");
}
