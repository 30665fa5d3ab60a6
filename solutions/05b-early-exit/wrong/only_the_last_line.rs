//! rejected: spin — a `?` is a return, too
//! by: a_panic_in_sign_leaves_the_lock_free, after_a_panic_the_parcel_is_still_on_the_shelf, an_unreadable_slip_leaves_the_lock_free, customers_sign_for_what_they_get, the_lock_is_free_however_often_customers_leave_early (assertion)

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
        self.lock.acquire();
        let number: usize = slip.trim().parse().map_err(|_| Refused::Unreadable)?;
        let Some(shelf) = self.shelves.get(number) else {
            self.lock.release();
            return Err(Refused::NoSuchShelf);
        };
        let weight = shelf.load(Relaxed);
        if weight == 0 {
            self.lock.release();
            return Err(Refused::Nothing);
        }
        if sign(weight) {
            shelf.store(0, Relaxed);
            self.lock.release();
            return Ok(weight);
        }
        self.lock.release();
        Err(Refused::NotSigned)
    }
}
