//! `std::hint`, modelled.

use crate::execution::with;

/// Says that the thread is spinning: it is let go again when something that it has read since its last
/// change to the world is different.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn spin_loop() {
    with(|execution, thread| execution.threads[thread].reads.hint());
}
