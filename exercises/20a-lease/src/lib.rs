//! A lock service that trusts its clients too much.

use interleave::sync::Mutex;
use interleave::time::{Duration, Instant};

/// Lends one lock, to one client at a time.
#[derive(Default)]
pub struct LockService {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The lease that was granted last, unless it was released.
    lease: Option<Lease>,
}

/// The right to hold the lock. At the moment `until` it has run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Higher than that of every lease before.
    pub token: u64,
    /// When it runs out.
    pub until: Instant,
}

impl LockService {
    /// Lends the lock for `time`, or returns `None` if another lease is valid. Never waits for that.
    // TODO: a lease ends at some time. And what about its token?
    pub fn try_acquire(&self, time: Duration) -> Option<Lease> {
        let mut state = self.state.lock().unwrap();
        if state.lease.is_some() {
            return None;
        }
        let lease = Lease { token: 1, until: Instant::now() + time };
        state.lease = Some(lease);
        Some(lease)
    }

    /// Makes the lease run out when `time` has passed from now. Returns `None` if it isn't valid any more.
    // TODO: don't believe what the client says.
    pub fn renew(&self, lease: Lease, time: Duration) -> Option<Lease> {
        let mut state = self.state.lock().unwrap();
        let renewed = Lease { until: Instant::now() + time, ..lease };
        state.lease = Some(renewed);
        Some(renewed)
    }

    /// Ends the lease. Returns whether it was still valid.
    // TODO: which lease does this end?
    pub fn release(&self, lease: Lease) -> bool {
        self.state.lock().unwrap().lease.take() == Some(lease)
    }
}
