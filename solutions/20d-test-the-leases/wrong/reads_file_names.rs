//! rejected: assertion — it looks where the steps stand in the source
//! by: no_right_service_is_refused_for_its_name

#[path = "../../../exercises/20d-test-the-leases/src/leases.rs"]
mod leases;

use interleave::replay;
use interleave::time::Duration;

pub use leases::{Lease, Leases};

pub fn test(new: fn() -> Box<dyn Leases>) {
    let run = replay("", || {
        new().try_acquire(Duration::from_secs(1));
    });
    let wrong = run.steps.iter().find(|step| step.location.file.contains("/wrong/"));
    assert!(wrong.is_none(), "{wrong:?}");
}
