//! Stage 3: the client looks at the clock before it writes.

use crate::s1_lease::LockService;
use crate::s2_counter::{LEASE, Store};
use crate::time::Instant;

// ANCHOR: add-one
/// Adds one to the number, under the lock. Returns whether it did.
pub fn add_one(service: &LockService, store: &Store) -> bool {
    let lease = service.acquire(LEASE);
    let seen = store.read();
    let in_time = Instant::now() < lease.until;
    if in_time {
        store.write(seen + 1);
    }
    service.release(lease);
    in_time
}
// ANCHOR_END: add-one
