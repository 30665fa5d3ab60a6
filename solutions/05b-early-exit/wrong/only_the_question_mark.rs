//! rejected: spin — a thread that does not sign still keeps the lock
//! by: a_panic_in_sign_leaves_the_lock_free, a_parcel_that_was_not_signed_for_stays_on_the_shelf, a_refused_signature_leaves_the_lock_free, after_a_panic_the_parcel_is_still_on_the_shelf, the_lock_is_free_however_often_customers_leave_early (assertion)

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
        let number: usize = slip.trim().parse().map_err(|_| {
            self.lock.release();
            Refused::Unreadable
        })?;
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
        Err(Refused::NotSigned)
    }
}
