//! `std::thread`, modelled: threads that run in every order.
//!
//! All of them share one thread of the operating system, and so the variables of `std`'s `thread_local!`: what one
//! model thread puts there, the others see. How many threads the machine runs at once is no matter of a model, so
//! `available_parallelism` is not here.

mod handle;
mod park;
mod scope;
mod spawn;

pub use handle::{Thread, ThreadId, current};
pub use park::park;
pub use scope::{Scope, ScopedJoinHandle, scope};
pub use spawn::{Builder, JoinHandle, spawn};
pub use std::thread::Result;

use crate::execution;

/// Gives way to others; in a loop that waits for a change, the same as
/// [`spin_loop`](crate::hint::spin_loop).
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn yield_now() {
    crate::hint::spin_loop();
}

/// Sleeps, as [`std::thread::sleep`]: for no time at all. The search delays every thread at every step as long as
/// it likes, so a sleep adds nothing to what can happen, and takes nothing away.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn sleep(_duration: std::time::Duration) {
    execution::with(|_, _| {});
}

/// Whether the current model thread is unwinding from a panic. Outside a model, std's answer.
pub fn panicking() -> bool {
    let execution = execution::current();
    std::thread::panicking()
        && (execution.is_null()
            || execution::with(|execution, thread| execution.threads[thread].panic.is_some()))
}
