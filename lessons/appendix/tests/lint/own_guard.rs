//! A guard of a type that clippy doesn't know, held at an `.await`.

use std::sync::{Mutex, MutexGuard};

// ANCHOR: own-guard
/// The total, and the right to change it.
pub struct Account<'a>(MutexGuard<'a, u32>);

/// Adds an amount to the total, once the bank agrees.
pub async fn add(total: &Mutex<u32>, amount: u32) {
    let mut account = Account(total.lock().unwrap());
    agrees(amount).await;
    *account.0 += amount;
}
// ANCHOR_END: own-guard

/// Asks the bank.
pub async fn agrees(_amount: u32) {}
