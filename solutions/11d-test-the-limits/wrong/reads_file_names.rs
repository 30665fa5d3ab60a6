//! rejected: assertion — it looks where the steps stand in the source
//! by: no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/11d-test-the-limits/src/lock.rs"]
mod lock;

use interleave::replay;
use interleave::time::Duration;

pub use lock::Lock;

pub fn test(new: fn() -> Box<dyn Lock>) {
    let run = replay("", || {
        let lock = new();
        lock.acquire();
        lock.acquire_for(Duration::ZERO);
        lock.release();
    });
    let wrong = run.steps.iter().find(|step| step.location.file.contains("/wrong/"));
    assert!(wrong.is_none(), "{wrong:?}");
}
