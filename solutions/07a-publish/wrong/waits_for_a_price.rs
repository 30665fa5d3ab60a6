//! rejected: data_race — polls until there is a price, and a price of 0 never ends it
//! by: a_second_fishmonger_sees_as_much_as_the_first, a_second_look_sees_as_much_as_the_first, a_thread_that_sees_the_lamp_sees_what_was_done_before, every_price_can_be_published (spin), the_lamp_is_on_after_publish_and_not_before (spin)

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
