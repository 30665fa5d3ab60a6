//! A test for lock services. So far it passes every one of them.

mod leases;

pub use leases::{Lease, Leases};

use interleave::time::Duration;

/// Returns if the services that `new` makes are right, and panics if they are wrong.
// TODO: test everything that `src/leases.rs` promises.
pub fn test(new: fn() -> Box<dyn Leases>) {
    interleave::model(|| {
        let service = new();
        let lease = service.try_acquire(Duration::from_secs(10));
        assert!(lease.is_some(), "the service is new, and the lock wasn't lent");
    });
}
