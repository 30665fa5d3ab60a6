//! Stage 2: the counter of lesson 01, on another machine, under a lock that is a lease.

use crate::s1_lease::LockService;
use crate::sync::atomic::{AtomicU64, Ordering::SeqCst};
use crate::time::Duration;

/// For how long a client has the lock.
pub const LEASE: Duration = Duration::from_secs(10);

// ANCHOR: counter
/// A number on a machine of its own. Each read and each write is a request to it.
#[derive(Default)]
pub struct Store {
    value: AtomicU64,
}

impl Store {
    pub fn read(&self) -> u64 {
        self.value.load(SeqCst)
    }

    pub fn write(&self, value: u64) {
        self.value.store(value, SeqCst);
    }
}

/// Adds one to the number, under the lock.
pub fn add_one(service: &LockService, store: &Store) {
    let lease = service.acquire(LEASE);
    let seen = store.read();
    store.write(seen + 1);
    service.release(lease);
}
// ANCHOR_END: counter
