//! `std::hint`, modelled.

use crate::machine::entry::with;

/// Says that the thread is spinning: it is let go again when something that it has read since its last
/// change to the world is different.
///
/// A loop that gives up after some looks is explored giving up as well, if it does so within 128 of them.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn spin_loop() {
    with(|execution, thread| execution.threads[thread].reads.hint());
}
