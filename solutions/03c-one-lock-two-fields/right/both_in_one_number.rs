//! right: both numbers in one atomic of 64 bits, and a retry loop

use interleave::sync::atomic::{AtomicU64, Ordering::Relaxed};

pub const SAFE_HOLDS: u32 = 100;

pub struct Shop {
    money: AtomicU64,
}

fn packed(till: u32, safe: u32) -> u64 {
    u64::from(till) << 32 | u64::from(safe)
}

fn unpacked(money: u64) -> (u32, u32) {
    ((money >> 32) as u32, money as u32)
}

impl Shop {
    pub fn new(till: u32, safe: u32) -> Self {
        Shop { money: AtomicU64::new(packed(till, safe)) }
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
