//! `std::thread`, modelled: threads that run in every order.
//!
//! All of them share one thread of the operating system, and with it the variables of `std`'s `thread_local!`: what
//! one model thread puts there, the others see. A model doesn't depend on how many threads the machine runs at once,
//! so `available_parallelism` isn't here.

mod handle;
mod park;
mod scope;
mod sleep;
mod spawn;

pub use handle::{Thread, ThreadId, current};
pub use park::{park, park_timeout};
pub use scope::{Scope, ScopedJoinHandle, scope};
pub use sleep::sleep;
pub use spawn::{Builder, JoinHandle, spawn};
pub use std::thread::Result;

use crate::machine::{entry, thread_set};

/// Yields to other threads; in a loop that waits for a change, the same as [`spin_loop`](crate::hint::spin_loop).
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn yield_now() {
    crate::hint::spin_loop();
}

/// Whether the current model thread is unwinding from a panic. Outside a model, std's answer.
#[inline]
pub fn panicking() -> bool {
    let execution = entry::current();
    // std counts the panics of all model threads together, and those of abandoned executions.
    std::thread::panicking()
        && (execution.is_null()
            || entry::with(|execution, thread| {
                !execution.panicking_before || execution.unwinding & thread_set::bit(thread) != 0
            }))
}
