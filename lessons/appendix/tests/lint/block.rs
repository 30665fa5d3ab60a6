//! A guard of std's mutex that a block ends before the `.await`.

use std::sync::Mutex;

// ANCHOR: block
/// Adds an amount to the total, and then tells the bank.
pub async fn add(total: &Mutex<u32>, amount: u32) {
    {
        let mut total = total.lock().unwrap();
        *total += amount;
    }
    agrees(amount).await;
}
// ANCHOR_END: block

/// Asks the bank.
pub async fn agrees(_amount: u32) {}
