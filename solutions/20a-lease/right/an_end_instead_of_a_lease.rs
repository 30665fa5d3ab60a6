//! right: keeps the newest token and the moment at which it ends

use interleave::sync::Mutex;
use interleave::time::{Duration, Instant};

#[derive(Default)]
pub struct LockService {
    /// The newest token, and the end of its lease. Without an end there is no valid lease.
    newest: Mutex<(u64, Option<Instant>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    pub token: u64,
    pub until: Instant,
}

impl LockService {
    pub fn try_acquire(&self, time: Duration) -> Option<Lease> {
        let mut newest = self.newest.lock().unwrap();
        let now = Instant::now();
        if newest.1.is_some_and(|end| end > now) {
            return None;
        }
        *newest = (newest.0 + 1, Some(now + time));
        Some(Lease { token: newest.0, until: now + time })
    }

    pub fn renew(&self, lease: Lease, time: Duration) -> Option<Lease> {
        let until = self.end(lease, Some(time))??;
        Some(Lease { until, ..lease })
    }

    pub fn release(&self, lease: Lease) -> bool {
        self.end(lease, None).is_some()
    }

    /// Gives the lease a new end, or ends it. Returns the new end, if the lease was valid.
    fn end(&self, lease: Lease, time: Option<Duration>) -> Option<Option<Instant>> {
        let mut newest = self.newest.lock().unwrap();
        let now = Instant::now();
        let valid = newest.0 == lease.token && newest.1.is_some_and(|end| end > now);
        valid.then(|| {
            newest.1 = time.map(|time| now + time);
            newest.1
        })
    }
}
