//! Stage 4: a future that is dropped at an `.await` ends there, and so does its critical section.

use super::bank;
use super::s3_async_mutex::AsyncMutex;

// ANCHOR: amid
/// Moves an amount from the first account to the second.
pub async fn transfer(accounts: &AsyncMutex<[u32; 2]>, amount: u32) {
    let mut accounts = accounts.lock().await;
    accounts[0] -= amount;
    bank::agrees(amount).await;
    accounts[1] += amount;
}
// ANCHOR_END: amid

// ANCHOR: together
/// Moves an amount from the first account to the second, without an `.await` between the two changes.
pub async fn transfer_at_once(accounts: &AsyncMutex<[u32; 2]>, amount: u32) {
    bank::agrees(amount).await;
    let mut accounts = accounts.lock().await;
    accounts[0] -= amount;
    accounts[1] += amount;
}
// ANCHOR_END: together
