//! rejected: assertion — it refuses every service
//! by: no_right_service_is_refused, no_right_service_is_refused_for_its_name

#[path = "../../../exercises/20d-test-the-leases/src/leases.rs"]
mod leases;

use interleave::time::Duration;

pub use leases::{Lease, Leases};

pub fn test(new: fn() -> Box<dyn Leases>) {
    interleave::model(|| {
        let lease = new().try_acquire(Duration::from_secs(1));
        assert!(lease.is_none(), "not to be trusted");
    });
}
