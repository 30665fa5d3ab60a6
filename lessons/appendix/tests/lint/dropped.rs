//! A guard of std's mutex that is dropped before the `.await`, by a call.

use std::sync::Mutex;

/// Adds an amount to the total, and then tells the bank.
pub async fn add(total: &Mutex<u32>, amount: u32) {
    let mut total = total.lock().unwrap();
    *total += amount;
    drop(total);
    agrees(amount).await;
}

/// Asks the bank.
pub async fn agrees(_amount: u32) {}
