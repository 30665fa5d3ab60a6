//! rejected: assertion — two numbers of 16 bits, packed into one of 32
//! by: all_there_is_can_be_moved_and_no_more

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub const SAFE_HOLDS: u32 = 100;

pub struct Shop {
    money: AtomicU32,
}

fn packed(till: u32, safe: u32) -> u32 {
    till << 16 | safe & 0xffff
}

fn unpacked(money: u32) -> (u32, u32) {
    (money >> 16, money & 0xffff)
}

impl Shop {
    pub fn new(till: u32, safe: u32) -> Self {
        Shop { money: AtomicU32::new(packed(till, safe)) }
    }

    pub fn to_safe(&self, amount: u32) -> bool {
        let moved = |money| {
            let (till, safe) = unpacked(money);
            let till = till.checked_sub(amount)?;
            let safe = safe.checked_add(amount).filter(|safe| *safe <= SAFE_HOLDS)?;
            Some(packed(till, safe))
        };
        self.money.fetch_update(Relaxed, Relaxed, moved).is_ok()
    }

    pub fn to_till(&self, amount: u32) -> bool {
        let moved = |money| {
            let (till, safe) = unpacked(money);
            let safe = safe.checked_sub(amount)?;
            Some(packed(till + amount, safe))
        };
        self.money.fetch_update(Relaxed, Relaxed, moved).is_ok()
    }

    pub fn count(&self) -> (u32, u32) {
        unpacked(self.money.load(Relaxed))
    }
}
