//! The steps of a wait on a condvar, and of a notification.

use std::panic::Location;
use std::sync::LockResult;
use std::time::Duration;

use super::super::mutex::MutexGuard;
use super::Condvar;
use crate::machine::entry::{self, perform};
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::request::{NO_OBJECT, Request, Wait};
use crate::machine::site::Site;
use crate::machine::thread_set::bit;
use crate::machine::timed_waits::{Touches, WaitNote, Woken, nanos};
use crate::trace::Operation;

/// How long a wait lasts at most.
#[derive(Clone, Copy)]
pub(super) enum Limit {
    None,
    /// For this long, from its first step on.
    In(Duration),
    /// Until the clock shows this.
    At(Option<u64>),
}

/// How a wait begins.
enum Begins {
    /// It can't: other threads sleep there that released another lock.
    Refused,
    /// The thread sleeps, until then at most.
    Asleep(Option<u64>),
    /// It ends at once, because a notification was remembered.
    AtOnce(Option<u64>),
}

impl Condvar {
    /// The three steps of a wait: falling asleep, waking up, and acquiring the lock again. If a notification ended
    /// the sleep, waking up is no step of its own: the sleeper waits for the lock from the notification on.
    ///
    /// Also returns whether it timed out, and when it would have.
    #[track_caller]
    pub(super) fn sleep<'a, T: ?Sized>(
        &self,
        guard: MutexGuard<'a, T>,
        limit: Limit,
        location: &'static Location<'static>,
    ) -> (LockResult<MutexGuard<'a, T>>, bool, Option<u64>) {
        let (operation, before, after) = match limit {
            Limit::None => (Operation::Wait, Touches::NOTHING, Touches::WAKES),
            Limit::In(_) | Limit::At(_) => {
                (Operation::WaitTimeout, Touches::READS_CLOCK, Touches::TIMED)
            }
        };
        guard.check();
        let lock = guard.object();
        let (condvar, keeps) = entry::with(|execution, _| {
            (self.register(execution, location), execution.rules.wait_keeps_the_mutex)
        });
        let begins = perform(
            |_, _| Request::new(operation, condvar, location).also(lock).touching(before),
            |execution, thread| {
                let queue = execution.queue(condvar);
                if !queue.sleepers.is_empty() && queue.lock != Some(lock) {
                    return Begins::Refused;
                }
                let remembered = queue.remembered.take();
                queue.lock = Some(lock);
                let (deadline, span) = match limit {
                    Limit::None => (None, None),
                    Limit::In(dur) => (execution.deadline(Some(dur)), nanos(dur)),
                    Limit::At(deadline) => (
                        deadline,
                        deadline.map(|deadline| deadline.saturating_sub(execution.world.now)),
                    ),
                };
                let releases = !keeps && remembered.is_none();
                let note = WaitNote {
                    lock: releases.then_some(lock),
                    nanos: span,
                    woken_by: remembered,
                    ..WaitNote::default()
                };
                let wrote = if releases { guard.shown_if_written() } else { None };
                let step = execution.step(Site::new(thread, condvar, location), operation);
                let step = execution.record(StepRecord { wrote, wait: note, ..step });
                execution.threads[thread].reads.makes_progress();
                if remembered.is_some() {
                    return Begins::AtOnce(deadline);
                }
                if releases {
                    execution.set_free(thread, lock, guard.changed());
                }
                execution.queue(condvar).sleepers.push(thread);
                execution.falls_asleep(thread, step, deadline);
                Begins::Asleep(deadline)
            },
        );
        let deadline = match begins {
            Begins::Asleep(deadline) => deadline,
            Begins::AtOnce(deadline) => return (guard.kept(), false, deadline),
            Begins::Refused => panic!("attempted to use a condition variable with two mutexes"),
        };
        let mut woken_by = None;
        let woken = perform(
            |_, _| Request::new(operation, condvar, location).waits(Wait::Notified).touching(after),
            |execution, thread| {
                let woken = execution.wakes_up(thread);
                let ended = match woken {
                    Woken::By(step) => {
                        woken_by = Some(step);
                        if keeps {
                            return woken;
                        }
                        let value = guard.value();
                        execution.take(thread, lock, Operation::Lock, value, woken_by, location);
                        return woken;
                    }
                    Woken::TimedOut => Operation::TimedOut,
                    Woken::Spuriously => Operation::WokeSpuriously,
                };
                execution.queue(condvar).sleepers.retain(|&t| t != thread);
                execution.record_wait(
                    Site::new(thread, condvar, location),
                    ended,
                    WaitNote::default(),
                );
                woken
            },
        );
        if keeps {
            return (guard.kept(), woken == Woken::TimedOut, deadline);
        }
        if woken_by.is_none() {
            perform(
                |_, _| Request::new(Operation::Lock, lock, location).waits(Wait::Free),
                |execution, thread| {
                    let value = guard.value();
                    execution.take(thread, lock, Operation::Lock, value, None, location);
                },
            );
        }
        (guard.taken_again(location), woken == Woken::TimedOut, deadline)
    }
}

impl Execution {
    pub(super) fn notify(
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
            // The ordinary choice is the thread that has slept longest.
            let chosen = self.choose(count);
            vec![self.queue(condvar).sleepers.remove(chosen)]
        };
        let lock = self.queue(condvar).lock.unwrap_or(NO_OBJECT);
        let woke = Some(woken.iter().fold(0, |mask, &t| mask | bit(t)));
        let note = WaitNote { woke, ..WaitNote::default() };
        let by = self.record_wait(Site::new(thread, condvar, location), operation, note);
        self.threads[thread].reads.makes_progress();
        let keeps = self.rules.wait_keeps_the_mutex;
        if woken.is_empty() && self.rules.notify_is_remembered {
            self.queue(condvar).remembered = Some(by);
        }
        for sleeper in woken {
            self.wake(sleeper, by, |p| match keeps {
                true => p.waits(Wait::Roused),
                false => Request::new(Operation::Lock, lock, p.location).waits(Wait::Free),
            });
        }
    }
}
