//! right: a mutex from the first look to the store

use interleave::sync::Mutex;

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

#[derive(Default)]
pub struct Auction {
    highest: Mutex<u32>,
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        let mut highest = self.highest.lock().unwrap();
        if amount > *highest {
            *highest = amount;
        }
    }

    pub fn highest(&self) -> u32 {
        *self.highest.lock().unwrap()
    }
}
