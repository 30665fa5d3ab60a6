//! rejected: assertion — it cannot tell a customer who is being served from one who has left
//! by: a_parcel_is_handed_out_once, a_parcel_that_was_not_signed_for_stays_on_the_shelf (spin), one_customer_signs_at_a_time, a_parcel_and_an_empty_shelf_leave_the_lock_free, an_unreadable_slip_leaves_the_lock_free (spin), a_wrong_number_leaves_the_lock_free, a_refused_signature_leaves_the_lock_free (spin), a_panic_in_sign_leaves_the_lock_free (spin)

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
        if self.lock.locked() {
            self.lock.release();
        }
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
        Err(Refused::NotSigned)
    }
}
