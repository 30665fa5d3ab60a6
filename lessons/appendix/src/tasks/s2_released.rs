//! Stage 2: no task holds the mutex while it waits. That isn't enough yet.

use super::bank;
use crate::sync::Mutex;

// ANCHOR: asks-first
/// Adds an amount to the total, once the bank agrees.
pub async fn add(total: &Mutex<u32>, amount: u32) {
    bank::agrees(amount).await;
    *total.lock().unwrap() += amount;
}
// ANCHOR_END: asks-first

/// Adds an amount to the total, and then tells the bank. The call to `drop` releases the mutex.
#[allow(clippy::await_holding_lock, reason = "a false alarm: clippy doesn't see the `drop`")]
pub async fn add_first(total: &Mutex<u32>, amount: u32) {
    let mut guard = total.lock().unwrap();
    *guard += amount;
    drop(guard);
    bank::agrees(amount).await;
}

// ANCHOR: out-of-date
/// Adds 10 % to the total, once the bank agrees. Loses what others add meanwhile.
pub async fn add_interest(total: &Mutex<u32>) {
    let seen = {
        let total = total.lock().unwrap();
        *total
    };
    bank::agrees(seen / 10).await;
    *total.lock().unwrap() = seen + seen / 10;
}
// ANCHOR_END: out-of-date

// ANCHOR: checked-again
/// Adds 10 % to the total, once the bank agrees.
pub async fn add_interest_to_the_last(total: &Mutex<u32>) {
    let mut seen = *total.lock().unwrap();
    loop {
        bank::agrees(seen / 10).await;
        let mut total = total.lock().unwrap();
        if *total == seen {
            *total += seen / 10;
            return;
        }
        // Another task was faster: ask again, about what is there now.
        seen = *total;
    }
}
// ANCHOR_END: checked-again
