//! A right service, in a file with the name of a wrong one: a test that reads file names meets it.

use interleave::sync::Mutex;
use interleave::time::{Duration, Instant};

/// Lends one lock, to one client at a time.
#[derive(Default)]
pub struct LockService {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The token of the newest lease. It never goes back.
    newest: u64,
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
    pub fn try_acquire(&self, time: Duration) -> Option<Lease> {
        let mut state = self.state.lock().unwrap();
        let now = Instant::now();
        if state.valid(now).is_some() {
            return None;
        }
        state.newest += 1;
        let lease = Lease { token: state.newest, until: now + time };
        state.lease = Some(lease);
        Some(lease)
    }

    /// Makes the lease run out when `time` has passed from now. Returns `None` if it isn't valid any more.
    pub fn renew(&self, lease: Lease, time: Duration) -> Option<Lease> {
        let mut state = self.state.lock().unwrap();
        let now = Instant::now();
        let valid = state.valid(now).filter(|valid| valid.token == lease.token)?;
        let renewed = Lease { until: now + time, ..valid };
        state.lease = Some(renewed);
        Some(renewed)
    }

    /// Ends the lease. Returns whether it was still valid.
    pub fn release(&self, lease: Lease) -> bool {
        let mut state = self.state.lock().unwrap();
        let is_valid = state.valid(Instant::now()).is_some_and(|valid| valid.token == lease.token);
        if is_valid {
            state.lease = None;
        }
        is_valid
    }
}

impl State {
    /// The lease that hasn't run out, if there is one.
    fn valid(&self, now: Instant) -> Option<Lease> {
        self.lease.filter(|lease| now < lease.until)
    }
}
