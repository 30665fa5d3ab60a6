//! Stage 1: a task holds the mutex while it waits for the bank.

use super::bank;
use crate::sync::Mutex;

// ANCHOR: held
/// Adds an amount to the total, once the bank agrees.
pub async fn add(total: &Mutex<u32>, amount: u32) {
    let mut total = total.lock().unwrap();
    bank::agrees(amount).await;
    *total += amount;
}
// ANCHOR_END: held
