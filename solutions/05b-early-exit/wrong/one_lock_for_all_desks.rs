//! rejected: deadlock — a thread that signs at one desk cannot be served at another
//! by: each_desk_has_a_lock_of_its_own

#![forbid(unsafe_code)]

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::sync::{Mutex, PoisonError};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Unreadable,
    NoSuchShelf,
    Nothing,
    NotSigned,
}

static LOCK: Mutex<()> = Mutex::new(());

pub struct Desk {
    shelves: [AtomicU32; 2],
}

impl Desk {
    pub fn new(weights: [u32; 2]) -> Self {
        Desk { shelves: weights.map(AtomicU32::new) }
    }

    pub fn hand_out(&self, slip: &str, sign: impl FnOnce(u32) -> bool) -> Result<u32, Refused> {
        let _guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
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
