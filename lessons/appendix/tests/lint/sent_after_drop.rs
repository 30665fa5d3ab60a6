//! A task that drops its guard before the `.await`, for an executor with several threads.
#![allow(clippy::await_holding_lock, reason = "here the compiler speaks first")]

use std::sync::{Arc, Mutex};

/// Hands a task to an executor: the same bounds as those of `tokio::spawn`.
pub fn spawn<F: Future + Send + 'static>(_task: F) {}

/// Asks the bank.
pub async fn agrees(_amount: u32) {}

/// Adds an amount to the total, and then tells the bank.
pub async fn add(total: Arc<Mutex<u32>>, amount: u32) {
    let mut guard = total.lock().unwrap();
    *guard += amount;
    drop(guard);
    agrees(amount).await;
}

/// Starts it.
pub fn start(total: Arc<Mutex<u32>>) {
    spawn(add(total, 1));
}
