//! Stage 5: every request carries the number of the lease, reads included.

use crate::s1_lease::LockService;
use crate::s2_counter::LEASE;
use crate::sync::Mutex;

/// A number on a machine of its own, and the highest token of a request so far.
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

// ANCHOR: store
impl Store {
    /// # Errors
    ///
    /// The store has seen a higher token.
    pub fn read(&self, token: u64) -> Result<u64, Refused> {
        let mut contents = self.contents.lock().unwrap();
        contents.admit(token)?;
        Ok(contents.value)
    }

    /// # Errors
    ///
    /// The store has seen a higher token, and nothing was written.
    pub fn write(&self, token: u64, value: u64) -> Result<(), Refused> {
        let mut contents = self.contents.lock().unwrap();
        contents.admit(token)?;
        contents.value = value;
        Ok(())
    }
}

impl Contents {
    /// From now on, older tokens are refused.
    fn admit(&mut self, token: u64) -> Result<(), Refused> {
        if token < self.highest {
            return Err(Refused);
        }
        self.highest = token;
        Ok(())
    }
}
// ANCHOR_END: store

// ANCHOR: add-one
/// Adds one to the number, under the lock.
///
/// # Errors
///
/// The lease ran out, and nothing was added.
pub fn add_one(service: &LockService, store: &Store) -> Result<(), Refused> {
    let lease = service.acquire(LEASE);
    let token = lease.number;
    let written = store.read(token).and_then(|seen| store.write(token, seen + 1));
    service.release(lease);
    written
}
// ANCHOR_END: add-one
