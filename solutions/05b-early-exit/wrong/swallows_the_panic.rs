//! rejected: assertion — the lock is released, but the caller isn't told what happened
//! by: after_a_panic_the_parcel_is_still_on_the_shelf, the_lock_is_free_however_often_customers_leave_early

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
        use std::panic::{AssertUnwindSafe, catch_unwind};

        self.lock.acquire();
        let work = || {
            let number: usize = slip.trim().parse().map_err(|_| Refused::Unreadable)?;
            let shelf = self.shelves.get(number).ok_or(Refused::NoSuchShelf)?;
            let weight = shelf.load(Relaxed);
            if weight == 0 {
                return Err(Refused::Nothing);
            }
            if !sign(weight) {
                return Err(Refused::NotSigned);
            }
            shelf.store(0, Relaxed);
            Ok(weight)
        };
        let result = catch_unwind(AssertUnwindSafe(work));
        self.lock.release();
        result.unwrap_or(Err(Refused::NotSigned))
    }
}
