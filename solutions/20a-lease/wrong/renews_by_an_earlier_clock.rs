//! rejected: assertion — `renew` reads the clock before it has the lock, and renews a lease that has run out while it waited
//! by: a_lease_that_one_call_has_found_invalid_is_not_renewed_by_another

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
    /// The highest token so far.
    token: u64,
}

/// The right to hold the lock. At the moment `until` it has run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Higher than that of every lease before.
    pub token: u64,
    /// When it runs out.
    pub until: Instant,
}

impl State {
    fn valid(&self, now: Instant) -> Option<Lease> {
        self.lease.filter(|lease| now < lease.until)
    }
}

impl LockService {
    /// Lends the lock for `time`, or returns `None` if another lease is valid. Never waits for that.
    pub fn try_acquire(&self, time: Duration) -> Option<Lease> {
        let mut state = self.state.lock().unwrap();
        let now = Instant::now();
        if state.valid(now).is_some() {
            return None;
        }
        state.token += 1;
        let lease = Lease { token: state.token, until: now + time };
        state.lease = Some(lease);
        Some(lease)
    }

    /// Makes the lease run out when `time` has passed from now. Returns `None` if it isn't valid any more.
    pub fn renew(&self, lease: Lease, time: Duration) -> Option<Lease> {
        let now = Instant::now();
        let mut state = self.state.lock().unwrap();
        state.valid(now).filter(|valid| valid.token == lease.token)?;
        let renewed = Lease { token: lease.token, until: now + time };
        state.lease = Some(renewed);
        Some(renewed)
    }

    /// Ends the lease. Returns whether it was still valid.
    pub fn release(&self, lease: Lease) -> bool {
        let mut state = self.state.lock().unwrap();
        let now = Instant::now();
        let valid = state.valid(now).is_some_and(|valid| valid.token == lease.token);
        if valid {
            state.lease = None;
        }
        valid
    }
}
