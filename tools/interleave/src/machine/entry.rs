//! Where a model thread enters the explorer: it asks for an operation, and is suspended until its turn has come.

use std::cell::Cell;
use std::panic::Location;
use std::ptr;

use crate::machine::execution::{Execution, FailureRecord, GaveUp};
use crate::machine::heartbeat;
use crate::machine::request::Request;
use crate::machine::stacks::suspend;

/// What an OS thread knows about the search that it runs.
struct Here {
    current: Cell<*mut Execution>,
    /// Whether a reference to the execution is alive. Then no code of the program runs, and no second reference is
    /// made.
    lent: Cell<bool>,
}

thread_local! {
    static HERE: Here =
        const { Here { current: Cell::new(ptr::null_mut()), lent: Cell::new(false) } };
}

/// Asks for an operation, waits until it is this thread's turn, and carries it out.
#[track_caller]
pub(crate) fn perform<R>(
    request: impl FnOnce(&mut Execution, usize) -> Request,
    effect: impl FnOnce(&mut Execution, usize) -> R,
) -> R {
    let (goes_on, failed, yielder, place) = with(|execution, thread| {
        let request = request(execution, thread);
        let goes_on = execution.announce(thread, request);
        let failed = execution.failure.is_some();
        (goes_on, failed, execution.threads[thread].yielder, request.location)
    });
    if failed {
        stop();
    }
    if !goes_on {
        // SAFETY: *stacks stay*: the yielder was stored before any of this thread's code ran.
        unsafe { suspend(yielder) };
    }
    carry_out(|execution, thread| {
        execution.threads[thread].pending = None;
        heartbeat::steps(thread, place);
        effect(execution, thread)
    })
}

/// Carries out an effect that commutes with everything that other threads can do, without yielding.
#[track_caller]
pub(crate) fn at_once<R>(effect: impl FnOnce(&mut Execution, usize) -> R) -> R {
    let place = Location::caller();
    carry_out(|execution, thread| {
        heartbeat::steps(thread, place);
        let result = effect(execution, thread);
        // The scheduler, which otherwise checks this, may not get its turn.
        execution.stop_if_too_long();
        result
    })
}

#[track_caller]
fn carry_out<R>(effect: impl FnOnce(&mut Execution, usize) -> R) -> R {
    let (result, failed) = with(|execution, thread| {
        let result = effect(execution, thread);
        (result, execution.failure.is_some())
    });
    if failed {
        // The result's destructor, if it has one, is code of the program.
        std::mem::forget(result);
        stop();
    }
    result
}

/// Ends the run, with an explanation, if an object from an earlier execution is used in this one.
///
/// # Panics
///
/// Panics outside a model.
#[inline]
#[track_caller]
pub(crate) fn must_be_of(made_in: u64, kind: &'static str) {
    if number() != Some(made_in) {
        is_carried_over(kind);
    }
}

#[cold]
#[track_caller]
fn is_carried_over(kind: &'static str) {
    at_once(|execution, _| {
        execution.fail(FailureRecord::GaveUp(GaveUp::CarriedOver { kind }));
    });
}

/// The number of the running execution; none outside a model.
#[inline]
pub(crate) fn number() -> Option<u64> {
    let execution = current();
    debug_assert!(execution.is_null() || !is_lent(), "the program asks");
    // SAFETY: *one reference*. The pointer is set for as long as the execution lives. The program runs, so no
    // reference to the execution is alive.
    unsafe { execution.as_ref() }.map(|execution| execution.number)
}

/// The running execution, or null outside a model.
#[inline]
pub(crate) fn current() -> *mut Execution {
    HERE.with(|here| here.current.get())
}

/// Whether the explorer itself runs, and not the program: then a panic is the explorer's own.
pub(crate) fn is_lent() -> bool {
    HERE.with(|here| here.lent.get())
}

/// Runs `f` on the execution that this thread is part of. `f` runs no code of the program: no destructor, `Clone`
/// or `Display` of its types, none of its closures.
///
/// # Panics
///
/// Panics outside a model.
#[inline]
#[track_caller]
pub(crate) fn with<R>(f: impl FnOnce(&mut Execution, usize) -> R) -> R {
    let (execution, _lent) = lend();
    // SAFETY: *one reference*. The pointer is set for as long as the execution lives, and `lend` has made sure that
    // no other reference is alive, in the scheduler or further up this stack.
    let execution = unsafe { &mut *execution };
    let thread = execution.current;
    f(execution, thread)
}

/// Makes the execution the one that the facade talks to, for as long as the guard lives. It is lent to the caller:
/// see [`while_the_program_runs`].
pub(crate) fn enter(execution: *mut Execution) -> Entered {
    HERE.with(|here| {
        here.current.set(execution);
        here.lent.set(true);
    });
    Entered
}

pub(crate) struct Entered;

impl Drop for Entered {
    fn drop(&mut self) {
        HERE.with(|here| {
            here.current.set(ptr::null_mut());
            here.lent.set(false);
        });
    }
}

/// Runs a thread for the scheduler, which keeps no reference meanwhile.
pub(crate) fn while_the_program_runs<R>(f: impl FnOnce() -> R) -> R {
    HERE.with(|here| here.lent.set(false));
    let result = f();
    HERE.with(|here| here.lent.set(true));
    result
}

/// The execution is lent until this is dropped.
struct Lent;

#[inline]
#[track_caller]
fn lend() -> (*mut Execution, Lent) {
    let (execution, was_lent) = HERE.with(|here| (here.current.get(), here.lent.replace(true)));
    if execution.is_null() || was_lent {
        refuse(execution.is_null());
    }
    (execution, Lent)
}

#[cold]
#[track_caller]
fn refuse(outside: bool) -> ! {
    if outside {
        HERE.with(|here| here.lent.set(false));
        panic!(
            "this belongs to a model: call it from the closure that `interleave::model` runs, or from a \
             thread that the closure started with `interleave::thread::spawn`"
        );
    }
    panic!("the explorer was entered twice: this is a bug of its own");
}

impl Drop for Lent {
    #[inline]
    fn drop(&mut self) {
        HERE.with(|here| here.lent.set(false));
    }
}

/// Suspends the thread forever, because the run has failed. No code of the program runs any more: its destructors
/// would run in a world that stands still. The stacks are simply abandoned.
#[cold]
fn stop() -> ! {
    let yielder = with(|execution, thread| execution.threads[thread].yielder);
    loop {
        // SAFETY: *stacks stay*, as in `perform`.
        unsafe { suspend(yielder) };
    }
}
