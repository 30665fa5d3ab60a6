//! rejected: assertion — the token is taken before the lock, so a lease that is granted later can have the lower one
//! by: of_clients_that_come_at_the_same_time_the_later_one_has_the_higher_token

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU64, Ordering::SeqCst};
use interleave::time::{Duration, Instant};

/// Lends one lock, to one client at a time.
#[derive(Default)]
pub struct LockService {
    state: Mutex<State>,
    tokens: AtomicU64,
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
        let token = self.tokens.fetch_add(1, SeqCst) + 1;
        let mut state = self.state.lock().unwrap();
        let now = Instant::now();
        if state.valid(now).is_some() {
            return None;
        }
        state.token = token;
        let lease = Lease { token, until: now + time };
        state.lease = Some(lease);
        Some(lease)
    }

    /// Makes the lease run out when `time` has passed from now. Returns `None` if it isn't valid any more.
    pub fn renew(&self, lease: Lease, time: Duration) -> Option<Lease> {
        let mut state = self.state.lock().unwrap();
        let now = Instant::now();
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
