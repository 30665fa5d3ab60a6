//! rejected: assertion — it looks where the steps stand in the source
//! by: no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/04d-test-the-lock/src/lock.rs"]
mod lock;

use interleave::replay;

pub use lock::{Lock, NotLocked};

pub fn test(new: fn() -> Box<dyn Lock>) {
    let run = replay("", || {
        let lock = new();
        lock.acquire();
        lock.release()
    });
    let wrong = run.steps.iter().find(|step| step.location.file.contains("/wrong/"));
    assert!(wrong.is_none(), "{wrong:?}");
}
