//! Stage 5: two locks, and a limit on the wait for the second one.

use crate::s4_deadline::BinaryLock;
use crate::time::Duration;

// ANCHOR: with-both
/// Does `work` while it holds both locks. Returns whether it got that far before it gave up.
pub fn with_both(
    first: &BinaryLock,
    second: &BinaryLock,
    limit: Duration,
    work: impl FnOnce(),
) -> bool {
    first.acquire();
    let got_both = second.acquire_for(limit);
    if got_both {
        work();
        second.release();
    }
    first.release();
    got_both
}
// ANCHOR_END: with-both
