//! rejected: assertion — it looks where the steps stand in the source
//! by: no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/15d-test-the-readers/src/shared.rs"]
mod shared;

use interleave::replay;

pub use shared::{Guard, Held, Shared};

pub fn test(new: fn() -> Box<dyn Shared>) {
    let run = replay("", || drop(new().read()));
    let wrong = run.steps.iter().find(|step| step.location.file.contains("/wrong/"));
    assert!(wrong.is_none(), "{wrong:?}");
}
