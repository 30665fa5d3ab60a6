//! `std::sync::Condvar`, modelled: releasing the lock and going to sleep is one step.

mod sleep;

use std::fmt;
use std::panic::Location;
use std::sync::{LockResult, PoisonError};
use std::time::Duration;

use super::mutex::MutexGuard;
use crate::machine::entry::perform;
use crate::machine::execution::Execution;
use crate::machine::fresh::Stamp;
use crate::machine::object::{self, Shape, State};
use crate::machine::request::Request;
use crate::trace::Operation;
use sleep::Limit;

/// Std's [`Condvar`](std::sync::Condvar), modelled.
///
/// The search tries each waiter that `notify_one` could wake, and lets one wait in an execution end for no reason: a
/// spurious wakeup, which std allows. A notification is not remembered, and orders nothing: what the woken thread
/// sees, it sees through the lock.
///
/// Whether a timed wait times out is a choice of the search as well: see [`time`](crate::time).
pub struct Condvar {
    stamp: Stamp,
}

/// Whether a timed wait timed out, as [`std::sync::WaitTimeoutResult`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    /// True if the wait ended because its time was up.
    #[must_use]
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

impl Condvar {
    /// A condvar on which no thread sleeps; works in a `static`.
    pub const fn new() -> Self {
        Condvar { stamp: Stamp::new() }
    }

    /// Releases the lock and goes to sleep, in one step; once woken, acquires the lock again.
    ///
    /// # Errors
    ///
    /// The guard inside an error, if a thread panicked while it held the lock.
    ///
    /// # Panics
    ///
    /// Panics if other threads sleep on this condvar that released another lock, as std may; and outside a model.
    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        self.sleep(guard, Limit::None, Location::caller()).0
    }

    /// Waits as long as `condition` holds.
    ///
    /// # Errors
    ///
    /// The guard inside an error, if a thread panicked while it held the lock.
    ///
    /// # Panics
    ///
    /// As [`wait`](Condvar::wait).
    #[track_caller]
    pub fn wait_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        mut condition: F,
    ) -> LockResult<MutexGuard<'a, T>>
    where
        F: FnMut(&mut T) -> bool,
    {
        while guard.try_out(&mut condition) {
            guard = self.sleep(guard, Limit::None, Location::caller()).0?;
        }
        Ok(guard)
    }

    /// Waits, but no longer than `dur`.
    ///
    /// # Errors
    ///
    /// Guard and result inside an error, if a thread panicked while it held the lock.
    ///
    /// # Panics
    ///
    /// As [`wait`](Condvar::wait).
    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        dur: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let (result, timed_out, _) = self.sleep(guard, Limit::In(dur), Location::caller());
        with_result(result, timed_out)
    }

    /// Waits as long as `condition` holds, but no longer than `dur`. Timed out means that it still holds.
    ///
    /// # Errors
    ///
    /// Guard and result inside an error, if a thread panicked while it held the lock.
    ///
    /// # Panics
    ///
    /// As [`wait`](Condvar::wait).
    #[track_caller]
    pub fn wait_timeout_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        dur: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>
    where
        F: FnMut(&mut T) -> bool,
    {
        let mut limit = Limit::In(dur);
        let mut timed_out = false;
        loop {
            if !guard.try_out(&mut condition) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            if timed_out {
                return Ok((guard, WaitTimeoutResult(true)));
            }
            let (result, out, deadline) = self.sleep(guard, limit, Location::caller());
            let Ok(again) = result else { return with_result(result, out) };
            (guard, timed_out, limit) = (again, out, Limit::At(deadline));
        }
    }

    /// Wakes one of the threads that sleep on it, if any does.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn notify_one(&self) {
        self.notify(Operation::NotifyOne, Location::caller());
    }

    /// Wakes all threads that sleep on it.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn notify_all(&self) {
        self.notify(Operation::NotifyAll, Location::caller());
    }

    #[track_caller]
    fn notify(&self, operation: Operation, location: &'static Location<'static>) {
        perform(
            |execution, _| Request::new(operation, self.register(execution, location), location),
            |execution, thread| {
                let condvar = self.register(execution, location);
                execution.notify(thread, operation, condvar, location);
            },
        );
    }

    fn register(&self, execution: &mut Execution, location: &'static Location<'static>) -> u32 {
        execution.register(&self.stamp, "Condvar", Shape::Hidden, location, || {
            State::Condvar(object::Condvar::default())
        })
    }
}

fn with_result<G>(guard: LockResult<G>, timed_out: bool) -> LockResult<(G, WaitTimeoutResult)> {
    let result = WaitTimeoutResult(timed_out);
    match guard {
        Ok(guard) => Ok((guard, result)),
        Err(poisoned) => Err(PoisonError::new((poisoned.into_inner(), result))),
    }
}

impl Default for Condvar {
    fn default() -> Self {
        Condvar::new()
    }
}

impl fmt::Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Condvar").finish_non_exhaustive()
    }
}
