//! A task that holds a guard at an `.await`, for an executor with several threads.
#![allow(clippy::await_holding_lock, reason = "here the compiler speaks first")]

// ANCHOR: sent
use std::sync::{Arc, Mutex};

/// Hands a task to an executor: the same bounds as those of `tokio::spawn`.
pub fn spawn<F: Future + Send + 'static>(_task: F) {}

pub async fn agrees(_amount: u32) {}

pub async fn add(total: Arc<Mutex<u32>>, amount: u32) {
    let mut total = total.lock().unwrap();
    agrees(amount).await;
    *total += amount;
}

pub fn start(total: Arc<Mutex<u32>>) {
    spawn(add(total, 1));
}
// ANCHOR_END: sent
