//! Signs of life: a number that grows with each step, and which thread took the last one where.
//!
//! The explorer runs one thread at a time, and each until its next step. A guard beside the search watches this,
//! and notices a thread that never reaches its next step.

use std::panic::Location;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Grows with each step. Odd while a model thread has control, even while the search has.
static BEAT: AtomicU64 = AtomicU64::new(0);
/// The model thread that has control, and where it took its last step: before the first, where it was spawned.
static THREAD: AtomicUsize = AtomicUsize::new(0);
static HAS_STEPPED: AtomicBool = AtomicBool::new(false);
static PLACE: AtomicPtr<Location<'static>> = AtomicPtr::new(ptr::null_mut());
/// The threads of the execution that have a name. The lock is never held while a model thread has control.
static NAMES: Mutex<Vec<(usize, String)>> = Mutex::new(Vec::new());

/// The thread that has control, and where it took its last step.
pub(crate) struct LastStep {
    pub(crate) thread: usize,
    /// Its name, if it has one.
    pub(crate) name: Option<String>,
    /// Where it took its last step: if it has taken none, where it was spawned.
    pub(crate) place: Option<&'static Location<'static>>,
    pub(crate) has_stepped: bool,
}

/// Notes that a search begins: no thread has a name yet.
pub(crate) fn search_begins() {
    names().clear();
}

/// Notes the name of a model thread.
pub(crate) fn name(thread: usize, name: &str) {
    let mut names = names();
    names.retain(|(other, _)| *other < thread);
    names.push((thread, name.into()));
}

/// Notes that a model thread gets control.
pub(crate) fn resumes() {
    grow(1);
}

/// Notes that the search has control again.
pub(crate) fn returns() {
    grow(1);
}

/// Notes that the thread, which was spawned there, begins: it has taken no step yet.
pub(crate) fn begins(thread: usize, place: &'static Location<'static>) {
    at(thread, place, false);
}

/// Notes that the thread, which has control, takes a step.
#[inline]
pub(crate) fn steps(thread: usize, place: &'static Location<'static>) {
    at(thread, place, true);
    grow(2);
}

/// The number that grows with each step, if a model thread has control.
pub(crate) fn of_the_program() -> Option<u64> {
    // Acquire: pairs with the store in `grow`.
    let beat = BEAT.load(Ordering::Acquire);
    (!beat.is_multiple_of(2)).then_some(beat)
}

/// The step that was published by the beat that was read last.
pub(crate) fn last_step() -> LastStep {
    // Relaxed, here and below: the beat was acquired before, and has stood still since.
    let thread = THREAD.load(Ordering::Relaxed);
    let name = names().iter().find(|(other, _)| *other == thread).map(|(_, name)| name.clone());
    // SAFETY: *static*: only `at` stores anything else than null, and what it stores lives forever.
    let place = unsafe { PLACE.load(Ordering::Relaxed).as_ref() };
    LastStep { thread, name, place, has_stepped: HAS_STEPPED.load(Ordering::Relaxed) }
}

fn names() -> MutexGuard<'static, Vec<(usize, String)>> {
    NAMES.lock().unwrap_or_else(PoisonError::into_inner)
}

#[inline]
fn at(thread: usize, place: &'static Location<'static>, has_stepped: bool) {
    // Relaxed: the beat that follows publishes them.
    THREAD.store(thread, Ordering::Relaxed);
    HAS_STEPPED.store(has_stepped, Ordering::Relaxed);
    PLACE.store(ptr::from_ref(place).cast_mut(), Ordering::Relaxed);
}

#[inline]
fn grow(more: u64) {
    // Only one search runs at a time, so no other thread writes, and the load can be Relaxed. Release: pairs with the
    // load in `of_the_program`, whose caller then reads the thread and the place that were stored before.
    BEAT.store(BEAT.load(Ordering::Relaxed) + more, Ordering::Release);
}
