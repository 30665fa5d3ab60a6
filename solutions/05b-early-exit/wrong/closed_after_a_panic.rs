//! rejected: assertion — after a panic the desk refuses every customer
//! by: a_panic_in_sign_leaves_the_lock_free, after_a_panic_the_parcel_is_still_on_the_shelf, the_lock_is_free_however_often_customers_leave_early

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
    closed: AtomicU32,
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
        Desk { lock: BinaryLock::default(), closed: AtomicU32::new(0), shelves: weights.map(AtomicU32::new) }
    }

    pub fn hand_out(&self, slip: &str, sign: impl FnOnce(u32) -> bool) -> Result<u32, Refused> {
        let number: usize = slip.trim().parse().map_err(|_| Refused::Unreadable)?;
        let shelf = self.shelves.get(number).ok_or(Refused::NoSuchShelf)?;
        let _guard = Guard::new(&self.lock);
        let weight = shelf.load(Relaxed);
        if weight == 0 || self.closed.load(Relaxed) == 1 {
            return Err(Refused::Nothing);
        }
        self.closed.store(1, Relaxed);
        let signed = sign(weight);
        self.closed.store(0, Relaxed);
        if !signed {
            return Err(Refused::NotSigned);
        }
        shelf.store(0, Relaxed);
        Ok(weight)
    }
}
