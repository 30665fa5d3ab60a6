//! right: both numbers in one atomic, changed by a loop of `compare_exchange`

use interleave::sync::atomic::{AtomicU64, Ordering::SeqCst};

pub const SAFE_HOLDS: u32 = 100;

pub struct Shop {
    /// The till above, the safe below.
    money: AtomicU64,
}

fn pack(till: u32, safe: u32) -> u64 {
    u64::from(till) << 32 | u64::from(safe)
}

fn unpack(money: u64) -> (u32, u32) {
    ((money >> 32) as u32, money as u32)
}

impl Shop {
    pub fn new(till: u32, safe: u32) -> Self {
        Shop { money: AtomicU64::new(pack(till, safe)) }
    }

    pub fn to_safe(&self, amount: u32) -> bool {
        let mut before = self.money.load(SeqCst);
        loop {
            let (till, safe) = unpack(before);
            if till < amount || amount > SAFE_HOLDS.saturating_sub(safe) {
                return false;
            }
            let after = pack(till - amount, safe + amount);
            match self.money.compare_exchange(before, after, SeqCst, SeqCst) {
                Ok(_) => return true,
                Err(now) => before = now,
            }
        }
    }

    pub fn to_till(&self, amount: u32) -> bool {
        self.money
            .fetch_update(SeqCst, SeqCst, |money| {
                let (till, safe) = unpack(money);
                Some(pack(till + amount, safe.checked_sub(amount)?))
            })
            .is_ok()
    }

    pub fn count(&self) -> (u32, u32) {
        unpack(self.money.load(SeqCst))
    }
}
