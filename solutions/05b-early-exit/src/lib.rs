//! A parcel desk that is free again on whatever path a customer leaves.
#![forbid(unsafe_code)]

pub mod lock;

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use lock::BinaryLock;

/// Why a customer leaves without a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no number on the slip.
    Unreadable,
    /// There is no shelf with that number.
    NoSuchShelf,
    /// There is nothing on that shelf.
    Nothing,
    /// The customer refused to sign.
    NotSigned,
}

/// A desk for one customer at a time, and two shelves with a parcel each.
pub struct Desk {
    lock: BinaryLock,
    /// The weight of the parcel on each shelf; 0 is an empty shelf. Relaxed suffices, because it's only used under the
    /// lock.
    shelves: [AtomicU32; 2],
}

/// The thread that has a guard holds the lock.
#[must_use = "a guard without a name releases the lock at once"]
struct Guard<'a> {
    lock: &'a BinaryLock,
}

impl<'a> Guard<'a> {
    #[track_caller]
    fn new(lock: &'a BinaryLock) -> Self {
        lock.acquire();
        Guard { lock }
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.lock.release();
    }
}

impl Desk {
    /// A desk with parcels of these weights.
    pub fn new(weights: [u32; 2]) -> Self {
        Desk { lock: BinaryLock::default(), shelves: weights.map(AtomicU32::new) }
    }

    /// Hands out the parcel from the shelf whose number is on the slip, if the customer signs for it. Returns its
    /// weight.
    pub fn hand_out(&self, slip: &str, sign: impl FnOnce(u32) -> bool) -> Result<u32, Refused> {
        // A customer whose slip can't be read needn't wait for the desk.
        let number: usize = slip.trim().parse().map_err(|_| Refused::Unreadable)?;
        let shelf = self.shelves.get(number).ok_or(Refused::NoSuchShelf)?;
        let _guard = Guard::new(&self.lock);
        let weight = shelf.load(Relaxed);
        if weight == 0 {
            return Err(Refused::Nothing);
        }
        // Not our code: it may return `false`, and it may panic.
        if !sign(weight) {
            return Err(Refused::NotSigned);
        }
        shelf.store(0, Relaxed);
        Ok(weight)
    }
}
