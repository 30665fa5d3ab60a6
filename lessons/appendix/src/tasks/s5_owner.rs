//! Stage 5: one thread owns the total, and no task locks anything.

use std::sync::mpsc::{Receiver, Sender};

use super::bank;

// ANCHOR: owner
/// Owns the total. Returns it when there are no more senders.
pub fn own(amounts: Receiver<u32>) -> u32 {
    let mut total = 0;
    for amount in amounts {
        total += amount;
    }
    total
}

/// Adds an amount to the total, once the bank agrees.
pub async fn add(total: &Sender<u32>, amount: u32) {
    bank::agrees(amount).await;
    // Never waits: this channel has room for any number of messages.
    total.send(amount).expect("the owner receives as long as there are senders");
}
// ANCHOR_END: owner
