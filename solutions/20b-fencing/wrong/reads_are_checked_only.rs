//! rejected: assertion — a read is refused with an old pass, and makes no other pass old
//! by: a_crash_at_any_save_forgets_no_request_that_was_answered, a_crash_ends_the_request_that_it_interrupts, a_late_write_never_gets_between_a_read_and_a_write, a_read_makes_older_passes_too_old, a_read_with_an_older_token_is_refused, nothing_is_forgotten_when_the_store_is_opened_again, of_two_reads_the_newer_one_counts, the_newest_token_is_refused_from_another_client

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
        let record = self.record.lock().unwrap();
        if !record.newest.is_none_or(|newest| pass == newest || pass.token > newest.token) {
            return Err(Refused);
        }
        Ok(record.value)
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
        if !record.newest.is_none_or(|newest| pass == newest || pass.token > newest.token) {
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
