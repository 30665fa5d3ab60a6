//! Stage 4: the store refuses a write with an older number than one it has seen.

use crate::s1_lease::LockService;
use crate::s2_counter::LEASE;
use crate::sync::Mutex;

// ANCHOR: store
/// A number on a machine of its own, and the highest token of a write so far.
#[derive(Default)]
pub struct Store {
    contents: Mutex<Contents>,
}

#[derive(Default)]
struct Contents {
    value: u64,
    highest: u64,
}

/// The token was old: the lock has been lent to another client since.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused;

impl Store {
    pub fn read(&self) -> u64 {
        self.contents.lock().unwrap().value
    }

    /// # Errors
    ///
    /// The store has seen a higher token, and nothing was written.
    pub fn write(&self, token: u64, value: u64) -> Result<(), Refused> {
        let mut contents = self.contents.lock().unwrap();
        if token < contents.highest {
            return Err(Refused);
        }
        *contents = Contents { value, highest: token };
        Ok(())
    }
}
// ANCHOR_END: store

/// Adds one to the number, under the lock.
///
/// # Errors
///
/// The lease ran out, and nothing was added.
pub fn add_one(service: &LockService, store: &Store) -> Result<(), Refused> {
    let lease = service.acquire(LEASE);
    let seen = store.read();
    let written = store.write(lease.number, seen + 1);
    service.release(lease);
    written
}
