//! rejected: assertion — where the old code releases, the guard releases once more
//! by: a_panic_in_sign_leaves_the_lock_free, a_parcel_and_an_empty_shelf_leave_the_lock_free, a_parcel_is_handed_out_once, a_parcel_that_was_not_signed_for_stays_on_the_shelf, a_refused_signature_leaves_the_lock_free, a_wrong_number_leaves_the_lock_free, after_a_panic_the_parcel_is_still_on_the_shelf, an_unreadable_slip_leaves_the_lock_free, customers_sign_for_what_they_get, each_desk_has_a_lock_of_its_own, one_customer_signs_at_a_time, the_lock_is_free_however_often_customers_leave_early

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
        let _guard = Guard::new(&self.lock);
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
