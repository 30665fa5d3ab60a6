//! right: reads and writes have code of their own, and compare with `match`

#[path = "../../../exercises/20b-fencing/src/disk.rs"]
mod disk;

use std::cmp::Ordering;

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
    /// What is on disk. The lock is held for a whole request.
    record: Mutex<Kept>,
}

impl<'d> Store<'d> {
    /// Opens the store on a new disk, or on one that an earlier store has used.
    pub fn open(disk: &'d Disk) -> Self {
        Store { disk, record: Mutex::new(Kept(disk.load())) }
    }

    /// The number.
    ///
    /// # Errors
    ///
    /// The pass is too old.
    pub fn read(&self, pass: Pass) -> Result<u64, Refused> {
        let mut record = self.record.lock().unwrap();
        record.admit(pass)?;
        self.disk.save(record.0);
        Ok(record.0.value)
    }

    /// Changes the number.
    ///
    /// # Errors
    ///
    /// The pass is too old.
    pub fn write(&self, pass: Pass, value: u64) -> Result<(), Refused> {
        let mut record = self.record.lock().unwrap();
        record.admit(pass)?;
        record.0.value = value;
        self.disk.save(record.0);
        Ok(())
    }
}

/// The record in memory.
struct Kept(Record);

impl Kept {
    /// From now on, older passes are refused.
    fn admit(&mut self, pass: Pass) -> Result<(), Refused> {
        if let Some(newest) = self.0.newest {
            match pass.token.cmp(&newest.token) {
                Ordering::Less => return Err(Refused),
                Ordering::Equal if pass.client != newest.client => return Err(Refused),
                Ordering::Equal | Ordering::Greater => {}
            }
        }
        self.0.newest = Some(pass);
        Ok(())
    }
}
