//! rejected: assertion — two customers sign for one parcel, and one of them gets nothing for it
//! by: one_customer_signs_at_a_time

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

impl Desk {
    pub fn new(weights: [u32; 2]) -> Self {
        Desk { lock: BinaryLock::default(), shelves: weights.map(AtomicU32::new) }
    }

    pub fn hand_out(&self, slip: &str, sign: impl FnOnce(u32) -> bool) -> Result<u32, Refused> {
        let number: usize = slip.trim().parse().map_err(|_| Refused::Unreadable)?;
        let shelf = self.shelves.get(number).ok_or(Refused::NoSuchShelf)?;
        let look = || {
            let _guard = Guard::new(&self.lock);
            shelf.load(Relaxed)
        };
        let weight = look();
        if weight == 0 {
            return Err(Refused::Nothing);
        }
        if !sign(weight) {
            return Err(Refused::NotSigned);
        }
        let _guard = Guard::new(&self.lock);
        match shelf.swap(0, Relaxed) {
            0 => Err(Refused::Nothing),
            weight => Ok(weight),
        }
    }
}

struct Guard<'a>(&'a BinaryLock);

impl<'a> Guard<'a> {
    fn new(lock: &'a BinaryLock) -> Self {
        lock.acquire();
        Guard(lock)
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.release();
    }
}
