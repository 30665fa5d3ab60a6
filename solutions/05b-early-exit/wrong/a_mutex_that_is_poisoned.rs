//! rejected: assertion — after a panic `lock` returns an error, and `unwrap` turns the next customer away
//! by: a_panic_in_sign_leaves_the_lock_free, after_a_panic_the_parcel_is_still_on_the_shelf, the_lock_is_free_however_often_customers_leave_early

#![forbid(unsafe_code)]

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Unreadable,
    NoSuchShelf,
    Nothing,
    NotSigned,
}

pub struct Desk {
    lock: Mutex<()>,
    shelves: [AtomicU32; 2],
}

impl Desk {
    pub fn new(weights: [u32; 2]) -> Self {
        Desk { lock: Mutex::default(), shelves: weights.map(AtomicU32::new) }
    }

    pub fn hand_out(&self, slip: &str, sign: impl FnOnce(u32) -> bool) -> Result<u32, Refused> {
        let _guard = self.lock.lock().unwrap();
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
    }
}
