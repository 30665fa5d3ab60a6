//! rejected: data_race — polls until there is a price, and a price of 0 never ends it
//! by: whoever_sees_the_lamp_sees_all_that_the_master_did_before, looking_switches_no_lamp_on (spin)

use interleave::hint;
use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct Board {
    price: AtomicU32,
    lit: AtomicBool,
}

impl Board {
    pub fn publish(&self, price: u32) {
        self.price.store(price, Relaxed);
        self.lit.store(true, Relaxed);
    }

    pub fn is_published(&self) -> bool {
        self.lit.load(Relaxed)
    }

    pub fn price(&self) -> u32 {
        loop {
            let price = self.price.load(Relaxed);
            if price != 0 {
                return price;
            }
            hint::spin_loop();
        }
    }
}
