//! Sleeping for some time.

use std::panic::Location;
use std::time::Duration;

use crate::machine::entry::{perform, with};
use crate::machine::request::{NO_OBJECT, Request, Wait};
use crate::machine::site::Site;
use crate::machine::timed_waits::{Touches, WaitNote, nanos};
use crate::trace::Operation;

/// Sleeps, as [`std::thread::sleep`], but in virtual time: see [`time`](crate::time). Other threads may take any
/// number of steps meanwhile, or none: a sleep orders nothing, and waits for no thread.
///
/// A loop that sleeps between its looks declares itself a spin loop, as one with
/// [`spin_loop`](crate::hint::spin_loop) does. Its first sleep is explored in every order; from the second on, it
/// runs again when what it has read has changed.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn sleep(dur: Duration) {
    let location = Location::caller();
    with(|execution, thread| execution.sleeps_at(thread, location));
    if dur.is_zero() {
        return;
    }
    perform(
        |_, _| {
            let begin = Request::new(Operation::Sleep, NO_OBJECT, location);
            begin.reads_only().touching(Touches::READS_CLOCK)
        },
        |execution, thread| {
            // A sleep beyond the clock's range ends where the clock ends.
            let deadline = execution.deadline(Some(dur)).unwrap_or(u64::MAX);
            let note = WaitNote { nanos: nanos(dur), ..WaitNote::default() };
            let at = Site::new(thread, NO_OBJECT, location);
            let step = execution.record_wait(at, Operation::Sleep, note);
            execution.falls_asleep(thread, step, Some(deadline));
        },
    );
    perform(
        |_, _| {
            let end = Request::new(Operation::Sleep, NO_OBJECT, location);
            end.waits(Wait::Time).touching(Touches::MOVES_CLOCK)
        },
        |execution, thread| {
            let sleep = &mut execution.threads[thread].sleep;
            sleep.since = None;
            let deadline = sleep.deadline.take().unwrap_or_default();
            execution.tick(thread, deadline);
            let note = WaitNote { nanos: nanos(dur), ..WaitNote::default() };
            execution.record_wait(
                Site::new(thread, NO_OBJECT, location),
                Operation::TimedOut,
                note,
            );
        },
    );
}
