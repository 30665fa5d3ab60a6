//! rejected: assertion — the lock is released before the parcel is off the shelf
//! by: a_parcel_is_handed_out_once

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
    pub fn new(weights: [u32; 2]) -> Self {
        Desk { lock: BinaryLock::default(), shelves: weights.map(AtomicU32::new) }
    }

    pub fn hand_out(&self, slip: &str, sign: impl FnOnce(u32) -> bool) -> Result<u32, Refused> {
        let number: usize = slip.trim().parse().map_err(|_| Refused::Unreadable)?;
        let shelf = self.shelves.get(number).ok_or(Refused::NoSuchShelf)?;
        let weight = {
            let _guard = Guard::new(&self.lock);
            let weight = shelf.load(Relaxed);
            if weight == 0 {
                return Err(Refused::Nothing);
            }
            if !sign(weight) {
                return Err(Refused::NotSigned);
            }
            weight
        };
        shelf.store(0, Relaxed);
        Ok(weight)
    }
}
