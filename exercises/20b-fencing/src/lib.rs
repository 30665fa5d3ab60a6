//! A store that lets late requests in.

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
    /// The newest pass that was admitted.
    newest: Mutex<Option<Pass>>,
}

impl<'d> Store<'d> {
    /// Opens the store on a new disk, or on one that an earlier store has used.
    // TODO: what did the earlier store admit?
    pub fn open(disk: &'d Disk) -> Self {
        Store { disk, newest: Mutex::new(None) }
    }

    /// The number.
    ///
    /// # Errors
    ///
    /// The pass is too old.
    // TODO: look at the pass.
    pub fn read(&self, _pass: Pass) -> Result<u64, Refused> {
        Ok(self.disk.load().value)
    }

    /// Changes the number.
    ///
    /// # Errors
    ///
    /// The pass is too old.
    // TODO: refuse old passes, in one step with the change.
    pub fn write(&self, pass: Pass, value: u64) -> Result<(), Refused> {
        self.disk.save(Record { value, newest: None });
        let mut newest = self.newest.lock().unwrap();
        if newest.is_some_and(|newest| pass.token < newest.token) {
            return Err(Refused);
        }
        *newest = Some(pass);
        Ok(())
    }
}
