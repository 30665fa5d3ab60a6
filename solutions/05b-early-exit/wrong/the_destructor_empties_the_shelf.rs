//! rejected: assertion — the guard takes the parcel off the shelf, on whatever path the customer leaves
//! by: a_parcel_that_was_not_signed_for_stays_on_the_shelf, after_a_panic_the_parcel_is_still_on_the_shelf, the_lock_is_free_however_often_customers_leave_early

#![forbid(unsafe_code)]

#[path = "../../../exercises/05b-early-exit/src/lock.rs"]
pub mod lock;

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use lock::BinaryLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Unreadable,
    NoSuchShelf,
    Nothing,
    NotSigned,
}

pub struct Desk {
    lock: BinaryLock,
    shelves: [AtomicU32; 2],
}

#[must_use = "a guard without a name releases the lock at once"]
struct Guard<'a> {
    lock: &'a BinaryLock,
    shelf: &'a AtomicU32,
}

impl<'a> Guard<'a> {
    #[track_caller]
    fn new(lock: &'a BinaryLock, shelf: &'a AtomicU32) -> Self {
        lock.acquire();
        Guard { lock, shelf }
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.shelf.store(0, Relaxed);
        self.lock.release();
    }
}

impl Desk {
    pub fn new(weights: [u32; 2]) -> Self {
        Desk { lock: BinaryLock::default(), shelves: weights.map(AtomicU32::new) }
    }

    pub fn hand_out(&self, slip: &str, sign: impl FnOnce(u32) -> bool) -> Result<u32, Refused> {
        let number: usize = slip.trim().parse().map_err(|_| Refused::Unreadable)?;
        let shelf = self.shelves.get(number).ok_or(Refused::NoSuchShelf)?;
        let _guard = Guard::new(&self.lock, shelf);
        let weight = shelf.load(Relaxed);
        if weight == 0 {
            return Err(Refused::Nothing);
        }
        if !sign(weight) {
            return Err(Refused::NotSigned);
        }
        Ok(weight)
    }
}
