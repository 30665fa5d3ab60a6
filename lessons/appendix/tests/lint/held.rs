//! A guard of std's mutex, held at an `.await`.

use std::sync::Mutex;

/// Adds an amount to the total, once the bank agrees.
pub async fn add(total: &Mutex<u32>, amount: u32) {
    let mut total = total.lock().unwrap();
    agrees(amount).await;
    *total += amount;
}

/// Asks the bank.
pub async fn agrees(_amount: u32) {}
