//! rejected: assertion — the guard is there before the lock is taken, and releases it for the thread that has it
//! by: a_wrong_number_leaves_the_lock_free, an_unreadable_slip_leaves_the_lock_free, customers_sign_for_what_they_get, the_lock_is_free_however_often_customers_leave_early

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
        let _guard = Guard(&self.lock);
        let number: usize = slip.trim().parse().map_err(|_| Refused::Unreadable)?;
        let shelf = self.shelves.get(number).ok_or(Refused::NoSuchShelf)?;
        self.lock.acquire();
        let weight = shelf.load(Relaxed);
        if weight == 0 {
            return Err(Refused::Nothing);
        }
        if !sign(weight) {
            return Err(Refused::NotSigned);
        }
        shelf.store(0, Relaxed);
        Ok(weight)
    }
}

struct Guard<'a>(&'a BinaryLock);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.release();
    }
}
