//! A number for each thread. std has a `ThreadId`, but stable Rust has no way to turn it into a number.

use std::num::NonZeroU64;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The number of the calling thread. No other thread in this program has, or ever had, it.
pub fn me() -> NonZeroU64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    thread_local! {
        // 1, 2, 3, …: `MIN` is 1, the smallest number that isn't zero.
        // Relaxed: no two threads get the same number, because adding is one step.
        static ME: NonZeroU64 =
            NonZeroU64::MIN.saturating_add(LAST.fetch_add(1, Relaxed));
    }
    ME.with(|me| *me)
}
