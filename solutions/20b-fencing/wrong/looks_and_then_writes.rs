//! rejected: assertion — checks the pass in one critical section and saves in another
//! by: a_late_read_never_sees_what_came_after_it, a_late_write_never_gets_between_a_read_and_a_write, of_three_writes_the_one_with_the_newest_pass_stays, of_two_clients_with_the_same_token_one_is_admitted, of_two_reads_the_newer_one_counts

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
        let newest = self.record.lock().unwrap().newest;
        if !newest.is_none_or(|newest| pass == newest || pass.token > newest.token) {
            return Err(Refused);
        }
        let mut record = self.record.lock().unwrap();
        let next = Record { value: change(record.value), newest: Some(pass) };
        if next != *record {
            self.disk.save(next);
            *record = next;
        }
        Ok(next.value)
    }
}
