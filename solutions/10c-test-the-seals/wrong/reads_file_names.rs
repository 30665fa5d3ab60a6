//! rejected: assertion — it looks where the steps stand in the source
//! by: no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/10c-test-the-seals/src/sealed.rs"]
mod sealed;

use interleave::replay;

pub use sealed::{Guard, Sealed};

pub fn test(new: fn() -> Box<dyn Sealed>) {
    let run = replay("", || {
        let sealed = new();
        drop(sealed.lock());
        sealed.mend();
        sealed.is_broken()
    });
    let wrong = run.steps.iter().find(|step| step.location.file.contains("/wrong/"));
    assert!(wrong.is_none(), "{wrong:?}");
}
