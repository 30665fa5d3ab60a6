//! Stage 1: a lock service. It lends its lock for a limited time.

use crate::sync::Mutex;
use crate::thread;
use crate::time::{Duration, Instant};

// ANCHOR: service
/// Lends its lock to one client at a time.
#[derive(Default)]
pub struct LockService {
    newest: Mutex<Newest>,
}

/// The lease that was granted last.
#[derive(Default)]
struct Newest {
    number: u64,
    /// When it runs out. `None` once the lock has been released.
    until: Option<Instant>,
}

/// The right to hold the lock, but only until then.
#[derive(Clone, Copy, Debug)]
pub struct Lease {
    /// Tells it from all other leases. The next lease has the next number.
    pub number: u64,
    pub until: Instant,
}
// ANCHOR_END: service

impl LockService {
    // ANCHOR: acquire
    /// Waits until the lock is free or its lease has run out, and lends it for `time`.
    pub fn acquire(&self, time: Duration) -> Lease {
        loop {
            match self.try_acquire(time) {
                Ok(lease) => return lease,
                Err(left) => thread::sleep(left),
            }
        }
    }

    /// Lends the lock if it can. Or else returns how much time its lease has left.
    pub fn try_acquire(&self, time: Duration) -> Result<Lease, Duration> {
        let mut newest = self.newest.lock().unwrap();
        let now = Instant::now();
        if let Some(until) = newest.until
            && now < until
        {
            return Err(until - now);
        }
        let lease = Lease { number: newest.number + 1, until: now + time };
        *newest = Newest { number: lease.number, until: Some(lease.until) };
        Ok(lease)
    }
    // ANCHOR_END: acquire

    // ANCHOR: release
    /// Frees the lock, unless it has been lent to another client since.
    pub fn release(&self, lease: Lease) {
        let mut newest = self.newest.lock().unwrap();
        if newest.number == lease.number {
            newest.until = None;
        }
    }
    // ANCHOR_END: release

    // ANCHOR: renew
    /// Starts the time of the lease again. Returns whether the client still had it.
    pub fn renew(&self, lease: &mut Lease, time: Duration) -> bool {
        let mut newest = self.newest.lock().unwrap();
        let now = Instant::now();
        let in_time = newest.until.is_some_and(|until| now < until);
        let valid = in_time && newest.number == lease.number;
        if valid {
            lease.until = now + time;
            newest.until = Some(lease.until);
        }
        valid
    }
    // ANCHOR_END: renew
}
