//! Where a model thread enters the explorer: it asks for an operation, and is suspended until its turn has come.

use std::cell::Cell;
use std::panic::Location;
use std::ptr;

use crate::machine::execution::Execution;
use crate::machine::pending::Pending;
use crate::machine::watch;

thread_local! {
    static CURRENT: Cell<*mut Execution> = const { Cell::new(ptr::null_mut()) };
}

/// Asks for an operation, waits until it is this thread's turn, and carries it out.
#[track_caller]
pub(crate) fn perform<R>(
    request: impl FnOnce(&mut Execution, usize) -> Pending,
    effect: impl FnOnce(&mut Execution, usize) -> R,
) -> R {
    let (goes_on, place) = with(|execution, thread| {
        let request = request(execution, thread);
        (execution.announce(thread, request), request.location)
    });
    stop_if_failed();
    if !goes_on {
        suspend();
    }
    let result = with(|execution, thread| {
        execution.threads[thread].pending = None;
        watch::steps(thread, place);
        effect(execution, thread)
    });
    stop_if_failed();
    result
}

/// Carries out something that commutes with everything others can do, without giving way.
#[track_caller]
pub(crate) fn at_once<R>(effect: impl FnOnce(&mut Execution, usize) -> R) -> R {
    let place = Location::caller();
    let result = with(|execution, thread| {
        watch::steps(thread, place);
        effect(execution, thread)
    });
    stop_if_failed();
    result
}

/// The running execution, or null outside a model.
pub(crate) fn current() -> *mut Execution {
    CURRENT.get()
}

/// Runs `f` on the execution that this thread is part of.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub(crate) fn with<R>(f: impl FnOnce(&mut Execution, usize) -> R) -> R {
    let execution = current();
    assert!(
        !execution.is_null(),
        "this belongs to a model: call it from the closure that `interleave::model` runs, or from a \
         thread that the closure started with `interleave::thread::spawn`"
    );
    // SAFETY: the pointer is set for as long as the execution runs, all model threads share one OS thread,
    // and no other reference is alive while one of them is running.
    let execution = unsafe { &mut *execution };
    let thread = execution.current;
    f(execution, thread)
}

/// Makes the execution the one that the facade talks to, for as long as the guard lives.
pub(crate) fn enter(execution: *mut Execution) -> Entered {
    CURRENT.set(execution);
    Entered
}

pub(crate) struct Entered;

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(ptr::null_mut());
    }
}

/// Once a run has failed, no code of the program runs any more: its destructors would meet a world that
/// stands still. The stacks are simply abandoned.
fn stop_if_failed() {
    while with(|execution, _| execution.failure.is_some()) {
        suspend();
    }
}

fn suspend() {
    let yielder = with(|execution, thread| execution.threads[thread].yielder);
    // SAFETY: the yielder lives at the bottom of this thread's stack, and was stored before any of its code ran.
    unsafe { (*yielder).suspend(()) }
}
