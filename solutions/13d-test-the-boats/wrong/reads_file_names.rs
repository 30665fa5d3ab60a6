//! rejected: assertion — it looks where the steps stand in the source
//! by: no_right_semaphore_is_refused_for_its_name

#[path = "../../../exercises/13d-test-the-boats/src/semaphore.rs"]
mod semaphore;

use interleave::replay;

pub use semaphore::{OverRelease, Semaphore};

pub fn test(new: fn(usize) -> Box<dyn Semaphore>) {
    let run = replay("", || {
        let semaphore = new(2);
        semaphore.acquire();
        semaphore.release(1)
    });
    let wrong = run.steps.iter().find(|step| step.location.file.contains("/wrong/"));
    assert!(wrong.is_none(), "{wrong:?}");
}
