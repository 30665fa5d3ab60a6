//! rejected: assertion — the second panic is not caught
//! by: the_lock_is_free_however_often_customers_leave_early

#![forbid(unsafe_code)]

#[path = "../../../exercises/05b-early-exit/src/lock.rs"]
pub mod lock;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

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
    fainted: AtomicU32,
    shelves: [AtomicU32; 2],
}

impl Desk {
    pub fn new(weights: [u32; 2]) -> Self {
        Desk { lock: BinaryLock::default(), fainted: AtomicU32::new(0), shelves: weights.map(AtomicU32::new) }
    }

    pub fn hand_out(&self, slip: &str, sign: impl FnOnce(u32) -> bool) -> Result<u32, Refused> {
        let number: usize = slip.trim().parse().map_err(|_| Refused::Unreadable)?;
        let shelf = self.shelves.get(number).ok_or(Refused::NoSuchShelf)?;
        self.lock.acquire();
        let weight = shelf.load(Relaxed);
        if weight == 0 {
            self.lock.release();
            return Err(Refused::Nothing);
        }
        let signed = catch_unwind(AssertUnwindSafe(|| sign(weight)));
        let signed = signed.unwrap_or_else(|payload| {
            if self.fainted.swap(1, Relaxed) == 0 {
                self.lock.release();
            }
            resume_unwind(payload)
        });
        if signed {
            shelf.store(0, Relaxed);
        }
        self.lock.release();
        if signed { Ok(weight) } else { Err(Refused::NotSigned) }
    }
}
