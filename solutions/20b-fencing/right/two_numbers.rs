//! right: keeps token and client apart, and asks for the token first

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
    /// What is on disk. The lock is held for a whole request.
    record: Mutex<Record>,
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
        self.request(pass, |number| number)
    }

    /// Changes the number.
    ///
    /// # Errors
    ///
    /// The pass is too old.
    pub fn write(&self, pass: Pass, value: u64) -> Result<(), Refused> {
        self.request(pass, |_| value).map(drop)
    }

    /// Admits or refuses a request, and saves the pass and the new number together. Returns that number.
    fn request(&self, pass: Pass, change: impl FnOnce(u64) -> u64) -> Result<u64, Refused> {
        let mut record = self.record.lock().unwrap();
        let highest = record.newest.map(|newest| newest.token);
        let client = record.newest.map(|newest| newest.client);
        let is_newer = highest < Some(pass.token);
        let is_the_same = highest == Some(pass.token) && client == Some(pass.client);
        if !is_newer && !is_the_same {
            return Err(Refused);
        }
        let next = Record { value: change(record.value), newest: Some(pass) };
        if next != *record {
            self.disk.save(next);
            *record = next;
        }
        Ok(next.value)
    }
}
