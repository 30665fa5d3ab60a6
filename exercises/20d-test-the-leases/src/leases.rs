//! What a lock service must do. Leave it as it is.

use interleave::time::{Duration, Instant};

/// Lends one lock, to one client at a time. When it is new, it has granted no lease yet.
///
/// - A lease is valid from the moment it's granted until it is released or runs out, and it runs out when the clock shows
///   its `until`. From then on it stays invalid.
/// - At most one lease is valid at a time.
/// - Each lease has a higher token than every lease that was granted before, however those ended.
/// - What counts is the token, and what the service knows. A client may come with a copy of its lease from before the last
///   renewal.
/// - Clients may call at the same time. No call waits for a lease to end.
///
/// A `time` is between zero and an hour.
pub trait Leases: Send + Sync {
    /// Grants a lease that runs out when `time` has passed, or returns `None` if a lease is valid.
    fn try_acquire(&self, time: Duration) -> Option<Lease>;

    /// If the lease is valid, it now runs out when `time` has passed from now, sooner or later than before. Its token
    /// stays. If it isn't valid, returns `None` and changes nothing.
    fn renew(&self, lease: Lease, time: Duration) -> Option<Lease>;

    /// If the lease is valid, ends it and returns `true`. If it isn't, returns `false` and changes nothing.
    fn release(&self, lease: Lease) -> bool;
}

/// The right to hold the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Tells it from all others.
    pub token: u64,
    /// When it runs out.
    pub until: Instant,
}
