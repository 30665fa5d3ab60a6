//! rejected: assertion — while one customer hesitates the shelf looks empty to the next, and after a panic it is
//! by: a_parcel_that_was_not_signed_for_stays_on_the_shelf, after_a_panic_the_parcel_is_still_on_the_shelf, one_customer_signs_at_a_time, the_lock_is_free_however_often_customers_leave_early

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
        let take = || {
            let _guard = Guard::new(&self.lock);
            shelf.swap(0, Relaxed)
        };
        let weight = take();
        if weight == 0 {
            return Err(Refused::Nothing);
        }
        if sign(weight) {
            return Ok(weight);
        }
        let _guard = Guard::new(&self.lock);
        shelf.store(weight, Relaxed);
        Err(Refused::NotSigned)
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
