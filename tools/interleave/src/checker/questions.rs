//! The five questions, as functions.

use crate::checker::{Checker, Outcomes, Run, Shown, Verdict};
#[expect(unused_imports, reason = "the documentation names it")]
use crate::search::error::SearchError;
#[expect(unused_imports, reason = "the documentation names it")]
use crate::trace::Schedule;
use crate::trace::Schedules;

/// Explores every interleaving of `program`, and panics with the counterexample if one fails. Otherwise prints
/// to stderr what was explored.
///
/// ```
/// use interleave::{sync::{Arc, Mutex}, thread};
///
/// interleave::model(|| {
///     let total = Arc::new(Mutex::new(0));
///     let theirs = Arc::clone(&total);
///     let other = thread::spawn(move || *theirs.lock().unwrap() += 1);
///     *total.lock().unwrap() += 1;
///     other.join().unwrap();
///     assert_eq!(*total.lock().unwrap(), 2);
/// });
/// ```
///
/// # Panics
///
/// Panics if a run fails, or if the search cannot be done: see [`SearchError`].
#[track_caller]
pub fn model<T>(program: impl Fn() -> T) {
    Checker::new().model(program);
}

/// Explores every interleaving of `program` and returns the verdict.
///
/// ```
/// use interleave::{sync::atomic::{AtomicU32, Ordering::SeqCst}, thread};
///
/// let verdict = interleave::check(|| {
///     let total = AtomicU32::new(0);
///     let add_one = || total.store(total.load(SeqCst) + 1, SeqCst);
///     thread::scope(|s| {
///         s.spawn(add_one);
///         s.spawn(add_one);
///     });
///     assert_eq!(total.into_inner(), 2);
/// });
/// let lost = verdict.counterexample().unwrap();
/// assert_eq!(lost.preemptions, 1);
/// ```
///
/// # Panics
///
/// Panics if the search cannot be done: see [`SearchError`].
#[track_caller]
pub fn check<T>(program: impl Fn() -> T) -> Verdict {
    Checker::new().check(program)
}

/// Every value that `program` can return.
///
/// # Panics
///
/// Panics if a run fails, or if the search cannot be done: see [`SearchError`].
#[track_caller]
pub fn outcomes<T: Ord>(program: impl Fn() -> T) -> Outcomes<T> {
    Checker::new().outcomes(program)
}

/// Runs `program` in exactly this order of steps; [`Schedule`] says how to write one.
///
/// ```
/// use interleave::{sync::atomic::{AtomicU32, Ordering::Relaxed}, thread};
///
/// let run = interleave::replay("A B B A", || {
///     let total = AtomicU32::new(0);
///     let add_one = || total.store(total.load(Relaxed) + 1, Relaxed);
///     thread::scope(|s| {
///         s.spawn(add_one);
///         s.spawn(add_one);
///     });
///     total.into_inner()
/// });
/// assert_eq!(run.value, 1);
/// ```
///
/// # Panics
///
/// Panics if the schedule is impossible, naming the step and the reason, or if the run fails.
#[track_caller]
pub fn replay<T>(schedule: &(impl AsRef<str> + ?Sized), program: impl Fn() -> T) -> Run<T> {
    Checker::new().replay(schedule, program)
}

/// Every complete schedule of `program`, as a tree of choices. Each ends with what the program returns: see [`Shown`].
///
/// # Panics
///
/// Panics if the search cannot be done: see [`SearchError`].
#[track_caller]
pub fn schedules<T: Shown<How>, How>(program: impl Fn() -> T) -> Schedules {
    Checker::new().schedules(program)
}
