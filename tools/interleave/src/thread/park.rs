//! Parking a thread until another one unparks it.

use std::panic::Location;
use std::time::Duration;

use super::Thread;
use crate::machine::entry::{must_be_of, perform};
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::request::{NO_OBJECT, Request, Wait, token};
use crate::machine::site::Site;
use crate::machine::thread_set::bit;
use crate::machine::timed_waits::{Touches, WaitNote, Woken, nanos};
use crate::trace::Operation;

/// Sleeps until the thread's token is there, and uses it up, as [`std::thread::park`]. It may also return for no
/// reason, as std's may: the search lets one wait in an execution do so.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn park() {
    let location = Location::caller();
    perform(
        |_, thread| {
            let park = Request::new(Operation::Park, token(thread), location);
            park.waits(Wait::Token).touching(Touches::WAKES)
        },
        |execution, thread| execution.leave_park(thread, Operation::Park, location),
    );
}

/// Sleeps until the thread's token is there, but no longer than `dur`, as [`std::thread::park_timeout`].
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn park_timeout(dur: Duration) {
    let location = Location::caller();
    let operation = Operation::ParkTimeout;
    let had_token = perform(
        |_, thread| Request::new(operation, token(thread), location).touching(Touches::READS_CLOCK),
        |execution, thread| {
            if execution.threads[thread].token.is_some() {
                execution.leave_park(thread, operation, location);
                return true;
            }
            let deadline = execution.deadline(Some(dur));
            let note = WaitNote { nanos: nanos(dur), ..WaitNote::default() };
            let step =
                execution.record_wait(Site::new(thread, NO_OBJECT, location), operation, note);
            execution.threads[thread].reads.makes_progress();
            execution.falls_asleep(thread, step, deadline);
            false
        },
    );
    if !had_token {
        perform(
            |_, thread| {
                let end = Request::new(operation, token(thread), location);
                end.waits(Wait::Token).touching(Touches::TIMED)
            },
            |execution, thread| execution.leave_park(thread, operation, location),
        );
    }
}

impl Execution {
    /// The thread runs again, with its token or without it.
    fn leave_park(
        &mut self,
        thread: usize,
        operation: Operation,
        location: &'static Location<'static>,
    ) {
        let slept = self.threads[thread].waiting_since.is_some();
        let me = &mut self.threads[thread];
        me.reads.makes_progress();
        let Some(token) = me.token.take() else {
            let ended = match self.wakes_up(thread) {
                Woken::TimedOut => Operation::TimedOut,
                Woken::Spuriously | Woken::By(_) => Operation::WokeSpuriously,
            };
            self.record_wait(Site::new(thread, NO_OBJECT, location), ended, WaitNote::default());
            return;
        };
        let knowledge = *token;
        me.sleep.since = None;
        me.sleep.deadline = None;
        let woken_by = me.sleep.token_from.take().filter(|_| slept);
        let note = WaitNote { woken_by, ..WaitNote::default() };
        self.record_wait(Site::new(thread, NO_OBJECT, location), operation, note);
        let me = &mut self.threads[thread];
        me.knowledge.join(&knowledge);
    }
}

impl Thread {
    /// Makes the thread's token available, and wakes the thread if it is parked.
    ///
    /// # Panics
    ///
    /// Panics outside the model that the thread belongs to.
    #[track_caller]
    pub fn unpark(&self) {
        let location = Location::caller();
        must_be_of(self.execution, "Thread");
        perform(
            |_, _| Request::new(Operation::Unpark, token(self.index), location),
            |execution, thread| {
                let other = &execution.threads[self.index];
                let parked = other.pending.is_some_and(|p| p.wait == Wait::Token);
                let sleeps = parked && other.token.is_none();
                let woke = Some(if sleeps { bit(self.index) } else { 0 });
                let wait = WaitNote { woke, ..WaitNote::default() };
                let step =
                    execution.step(Site::new(thread, NO_OBJECT, location), Operation::Unpark);
                let step = execution.record(StepRecord { target: Some(self.index), wait, ..step });
                let me = &mut execution.threads[thread];
                me.reads.makes_progress();
                let knowledge = me.knowledge.clone();
                let other = &mut execution.threads[self.index];
                other.sleep.token_from.get_or_insert(step);
                other.token.get_or_insert_default().join(&knowledge);
            },
        );
    }
}
