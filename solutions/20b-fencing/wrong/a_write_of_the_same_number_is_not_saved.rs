//! rejected: assertion — a write that changes only the pass isn't saved, and the pass is forgotten
//! by: a_crash_ends_the_request_that_it_interrupts, nothing_is_forgotten_when_the_store_is_opened_again

#[path = "../../../exercises/20b-fencing/src/disk.rs"]
mod disk;

pub use disk::{Disk, Record};
use interleave::sync::Mutex;

/// What a client shows with each request: who it is, and the token of its lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The client.
    pub client: u64,
    /// A newer lease has a higher token.
    pub token: u64,
}

/// The pass was too old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// One number on a disk, for clients with passes.
pub struct Store<'d> {
    disk: &'d Disk,
    /// What is on disk.
    record: Mutex<Record>,
}

fn admits(newest: Option<Pass>, pass: Pass) -> bool {
    newest.is_none_or(|newest| pass.token > newest.token || pass == newest)
}

impl<'d> Store<'d> {
    /// Opens the store on a new disk, or on one that an earlier store has used.
    pub fn open(disk: &'d Disk) -> Self {
        Store { disk, record: Mutex::new(disk.load()) }
    }

    /// The number.
    ///
    /// # Errors
    ///
    /// The pass is too old.
    pub fn read(&self, pass: Pass) -> Result<u64, Refused> {
        let mut record = self.record.lock().unwrap();
        if !admits(record.newest, pass) {
            return Err(Refused);
        }
        let new = Record { newest: Some(pass), ..*record };
        if new != *record {
            self.disk.save(new);
            *record = new;
        }
        Ok(record.value)
    }

    /// Changes the number.
    ///
    /// # Errors
    ///
    /// The pass is too old.
    pub fn write(&self, pass: Pass, value: u64) -> Result<(), Refused> {
        let mut record = self.record.lock().unwrap();
        if !admits(record.newest, pass) {
            return Err(Refused);
        }
        let new = Record { newest: Some(pass), value };
        if value != record.value {
            self.disk.save(new);
        }
        *record = new;
        Ok(())
    }
}
