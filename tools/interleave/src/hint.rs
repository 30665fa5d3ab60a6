//! `std::hint`, modelled.

use crate::execution::with;

/// Says that the thread is spinning: it is let go again when something that it has read since its last
/// change to the world is different.
///
/// A loop that would give up after so many looks is let go without a change only when nobody else can go on. So
/// the search does not see every moment at which such a loop may give up, although it says "all interleavings":
/// where giving up matters, model the loop with one look.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn spin_loop() {
    with(|execution, thread| execution.threads[thread].reads.hint());
}
