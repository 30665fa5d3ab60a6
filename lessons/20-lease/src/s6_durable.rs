//! Stage 6: a lock service that can be restarted, because its counter is on disk.

use crate::s1_lease::Lease;
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicU64, Ordering::SeqCst};
use crate::thread;
use crate::time::{Duration, Instant};

// ANCHOR: service
/// The longest time for which the service lends its lock.
pub const LONGEST: Duration = Duration::from_secs(10);

/// Lends its lock to one client at a time. A new one goes on where the old one stopped.
pub struct LockService<'a> {
    /// The number of the newest lease. It survives a restart.
    disk: &'a AtomicU64,
    /// Which lease the lock is lent under, and until when.
    lent: Mutex<(u64, Option<Instant>)>,
}

impl<'a> LockService<'a> {
    /// Starts the service. It has forgotten its leases, so it waits until they have run out.
    pub fn start(disk: &'a AtomicU64) -> Self {
        LockService { disk, lent: Mutex::new((0, Some(Instant::now() + LONGEST))) }
    }
    // ANCHOR_END: service

    /// Waits until the lock is free or its lease has run out, and lends it for `time`, or for [`LONGEST`] at most.
    pub fn acquire(&self, time: Duration) -> Lease {
        loop {
            match self.try_acquire(time) {
                Ok(lease) => return lease,
                Err(left) => thread::sleep(left),
            }
        }
    }

    // ANCHOR: acquire
    /// Lends the lock if it can, or else returns how long to wait.
    pub fn try_acquire(&self, time: Duration) -> Result<Lease, Duration> {
        let mut lent = self.lent.lock().unwrap();
        let now = Instant::now();
        if let Some(until) = lent.1
            && now < until
        {
            return Err(until - now);
        }
        // The number is on disk before the client has it.
        let number = self.disk.fetch_add(1, SeqCst) + 1;
        let lease = Lease { number, until: now + time.min(LONGEST) };
        *lent = (number, Some(lease.until));
        Ok(lease)
    }
    // ANCHOR_END: acquire

    /// Frees the lock, unless it has been lent to another client since.
    pub fn release(&self, lease: Lease) {
        let mut lent = self.lent.lock().unwrap();
        if lent.0 == lease.number {
            lent.1 = None;
        }
    }
}
