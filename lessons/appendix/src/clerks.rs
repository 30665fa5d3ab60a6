//! Two clerks add to one balance: the program that `how-it-works.md` follows through the explorer.

use crate::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use crate::thread;

// ANCHOR: clerks
/// A clerk opens the counter, looks at the balance, and writes a new one.
fn serve(is_open: &AtomicBool, balance: &AtomicU32) {
    is_open.store(true, Relaxed);
    let seen = balance.load(Relaxed);
    balance.store(seen + 1, Relaxed);
}

/// The balance after two clerks have served one customer each.
pub fn balance() -> u32 {
    let counters = [AtomicBool::new(false), AtomicBool::new(false)];
    let balance = AtomicU32::new(0);
    thread::scope(|s| {
        s.spawn(|| serve(&counters[0], &balance));
        s.spawn(|| serve(&counters[1], &balance));
    });
    balance.into_inner()
}
// ANCHOR_END: clerks
