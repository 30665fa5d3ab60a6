//! A number for each thread. std has a `ThreadId`, but no stable way to turn it into a number.

// ANCHOR: me
use std::num::NonZeroU64;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The number of the calling thread. No other thread of this program has or had it.
pub fn me() -> NonZeroU64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    thread_local! {
        // Relaxed: no two threads get the same number, because adding is one step.
        static ME: NonZeroU64 =
            NonZeroU64::MIN.saturating_add(LAST.fetch_add(1, Relaxed));
    }
    ME.with(|me| *me)
}
// ANCHOR_END: me
