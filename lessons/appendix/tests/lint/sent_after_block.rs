//! A task that ends the life of its guard with a block, for an executor with several threads.

use std::sync::{Arc, Mutex};

/// Hands a task to an executor: the same bounds as those of `tokio::spawn`.
pub fn spawn<F: Future + Send + 'static>(_task: F) {}

/// Asks the bank.
pub async fn agrees(_amount: u32) {}

/// Adds an amount to the total, and then tells the bank.
pub async fn add(total: Arc<Mutex<u32>>, amount: u32) {
    {
        let mut total = total.lock().unwrap();
        *total += amount;
    }
    agrees(amount).await;
}

/// Starts it.
pub fn start(total: Arc<Mutex<u32>>) {
    spawn(add(total, 1));
}
