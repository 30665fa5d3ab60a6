//! `std::sync::Condvar`, modelled: giving the lock back and going to sleep is one step.

use std::fmt;
use std::panic::Location;
use std::sync::{LockResult, PoisonError};
use std::time::Duration;

use super::mutex::MutexGuard;
use crate::execution::{Execution, RawStep, perform};
use crate::fresh::Stamp;
use crate::naps::{Touches, WaitNote, Woken, nanos};
use crate::object::{self, Shape, State};
use crate::pending::{NO_OBJECT, Pending, Wait};
use crate::search::bit;
use crate::trace::Operation;

/// Std's [`Condvar`](std::sync::Condvar), modelled.
///
/// The search tries each waiter that `notify_one` could wake, and lets one wait in an execution end for no reason:
/// a spurious wakeup, which std allows. A notification is remembered by nobody, and orders nothing: what the woken
/// thread sees, it sees through the lock.
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

/// How long a wait lasts at most.
#[derive(Clone, Copy)]
enum Limit {
    None,
    /// So long from its first step on.
    In(Duration),
    /// Until the clock shows this.
    At(Option<u64>),
}

impl Condvar {
    /// A condvar on which nobody sleeps; works in a `static`.
    pub const fn new() -> Self {
        Condvar { stamp: Stamp::new() }
    }

    /// Gives the lock back and goes to sleep, in one step; once woken, takes the lock again.
    ///
    /// # Errors
    ///
    /// The guard inside an error, if a thread panicked while it held the lock.
    ///
    /// # Panics
    ///
    /// Panics if others sleep on this condvar that gave back another lock, as std may; and outside a model.
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

    /// Waits, but no longer than that.
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

    /// Waits as long as `condition` holds, but no longer than that. Timed out means: it still holds.
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

    /// Wakes one of those who sleep on it, if anybody does.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn notify_one(&self) {
        self.notify(Operation::NotifyOne, Location::caller());
    }

    /// Wakes all who sleep on it.
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
            |execution, _| Pending::new(operation, self.register(execution, location), location),
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

    /// The three steps of a wait: to sleep, awake, and the lock again. The middle one is none where a notification
    /// ended the sleep: then the sleeper wants the lock from the moment of the notification on.
    ///
    /// Returns also whether it timed out, and when it would have.
    #[track_caller]
    fn sleep<'a, T: ?Sized>(
        &self,
        guard: MutexGuard<'a, T>,
        limit: Limit,
        location: &'static Location<'static>,
    ) -> (LockResult<MutexGuard<'a, T>>, bool, Option<u64>) {
        let (operation, before, after) = match limit {
            Limit::None => (Operation::Wait, Touches::NOTHING, Touches::WAKES),
            _ => (Operation::WaitTimeout, Touches::READS_CLOCK, Touches::TIMED),
        };
        let slept = perform(
            |execution, _| {
                let lock = guard.object(execution, location);
                let condvar = self.register(execution, location);
                Pending::new(operation, condvar, location).also(lock).touching(before)
            },
            |execution, thread| {
                let condvar = self.register(execution, location);
                let lock = guard.object(execution, location);
                let queue = execution.queue(condvar);
                if !queue.sleepers.is_empty() && queue.lock != Some(lock) {
                    return None;
                }
                queue.lock = Some(lock);
                queue.sleepers.push(thread);
                let (deadline, span) = match limit {
                    Limit::None => (None, None),
                    Limit::In(dur) => (execution.deadline(Some(dur)), nanos(dur)),
                    Limit::At(deadline) => (
                        deadline,
                        deadline.map(|deadline| deadline.saturating_sub(execution.world.now)),
                    ),
                };
                let note = WaitNote { lock: Some(lock), nanos: span, ..WaitNote::default() };
                let wrote = guard.shown_if_written();
                let step = execution.step(thread, operation, condvar, location);
                let step = execution.record(RawStep { wrote, wait: note, ..step });
                execution.set_free(thread, lock, guard.changed());
                execution.threads[thread].reads.acted();
                execution.doze(thread, step, deadline);
                Some((condvar, lock, deadline))
            },
        );
        let Some((condvar, lock, deadline)) = slept else {
            panic!("attempted to use a condition variable with two mutexes");
        };
        let mut woken_by = None;
        let woken = perform(
            |_, _| Pending::new(operation, condvar, location).waits(Wait::Notified).touching(after),
            |execution, thread| {
                let woken = execution.awake(thread);
                let ended = match woken {
                    Woken::By(step) => {
                        woken_by = Some(step);
                        let value = guard.value();
                        execution.take(thread, lock, Operation::Lock, value, woken_by, location);
                        return woken;
                    }
                    Woken::TimedOut => Operation::TimedOut,
                    Woken::Spuriously => Operation::WokeSpuriously,
                };
                execution.queue(condvar).sleepers.retain(|&t| t != thread);
                execution.record_nap(thread, (ended, condvar), WaitNote::default(), location);
                woken
            },
        );
        if woken_by.is_none() {
            perform(
                |_, _| Pending::new(Operation::Lock, lock, location).waits(Wait::Free),
                |execution, thread| {
                    let value = guard.value();
                    execution.take(thread, lock, Operation::Lock, value, None, location);
                },
            );
        }
        (guard.taken_again(location), woken == Woken::TimedOut, deadline)
    }
}

fn with_result<G>(guard: LockResult<G>, timed_out: bool) -> LockResult<(G, WaitTimeoutResult)> {
    let result = WaitTimeoutResult(timed_out);
    match guard {
        Ok(guard) => Ok((guard, result)),
        Err(poisoned) => Err(PoisonError::new((poisoned.into_inner(), result))),
    }
}

impl Execution {
    fn notify(
        &mut self,
        thread: usize,
        operation: Operation,
        condvar: u32,
        location: &'static Location<'static>,
    ) {
        let count = self.queue(condvar).sleepers.len();
        let woken: Vec<usize> = if operation == Operation::NotifyAll {
            self.queue(condvar).sleepers.drain(..).collect()
        } else if count == 0 {
            Vec::new()
        } else {
            // The one that has slept for the longest is the ordinary choice.
            let chosen = self.choose(count);
            vec![self.queue(condvar).sleepers.remove(chosen)]
        };
        let lock = self.queue(condvar).lock.unwrap_or(NO_OBJECT);
        let woke = Some(woken.iter().fold(0, |mask, &t| mask | bit(t)));
        let note = WaitNote { woke, ..WaitNote::default() };
        let by = self.record_nap(thread, (operation, condvar), note, location);
        self.threads[thread].reads.acted();
        for sleeper in woken {
            self.rouse(sleeper, by, |p| {
                Pending::new(Operation::Lock, lock, p.location).waits(Wait::Free)
            });
        }
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
