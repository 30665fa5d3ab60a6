//! The stacks of model threads: used again when their thread has ended, and kept for ever when it was abandoned.
//!
//! A thread of a run that has failed never goes on, and nothing on its stack is dropped. It is like a thread that is
//! blocked for ever: whoever borrows from its frames may go on doing so, such as a thread of std's `scope`. So
//! such a stack is neither used again nor given back to the system.

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult};

use crate::machine::actor::Yielder;
use crate::machine::entry;

/// A test's thread has 2 MiB; model threads have less, but enough for formatting and a few frames.
const SIZE: usize = 512 * 1024;

/// How many stacks the process may keep for the sake of simpler counterexamples: each is some 12 KiB of memory.
const FEW: usize = 4_000;

/// How many it may keep at all. Linux gives a process some 32,000.
const MOST: usize = 24_000;

thread_local! {
    static FREE: RefCell<Vec<DefaultStack>> = const { RefCell::new(Vec::new()) };
}

/// How many stacks this process keeps.
static KEPT: AtomicUsize = AtomicUsize::new(0);

/// See [`reuse_abandoned`].
static REUSED: AtomicBool = AtomicBool::new(false);

/// A model thread on its stack. When this is dropped before the thread has ended, its stack is kept.
pub(crate) struct Routine(Option<Coroutine<(), (), (), DefaultStack>>);

impl Routine {
    /// A thread that runs `body` when it is resumed.
    pub(crate) fn new(body: impl FnOnce(&Yielder) + 'static) -> Self {
        let stack = FREE.with_borrow_mut(Vec::pop).unwrap_or_else(|| {
            DefaultStack::new(SIZE).expect("the system has memory for one more stack")
        });
        Routine(Some(Coroutine::with_stack(stack, |yielder: &Yielder, ()| body(yielder))))
    }

    /// Lets the thread go on until it gives way. Returns whether it has ended.
    pub(crate) fn resume(&mut self) -> bool {
        let Some(routine) = &mut self.0 else { return true };
        let result = entry::while_the_program_runs(|| routine.resume(()));
        let ended = matches!(result, CoroutineResult::Return(()));
        if ended && let Some(routine) = self.0.take() {
            give_back(routine);
        }
        ended
    }
}

impl Drop for Routine {
    fn drop(&mut self) {
        let Some(mut routine) = self.0.take() else { return };
        if REUSED.load(Relaxed) {
            // SAFETY: *stacks stay*, or whoever called `reuse_abandoned` has promised that nobody refers to them. What
            // they own is leaked.
            unsafe { routine.force_reset() };
            give_back(routine);
        } else {
            KEPT.fetch_add(1, Relaxed);
            std::mem::forget(routine);
        }
    }
}

fn give_back(routine: Coroutine<(), (), (), DefaultStack>) {
    FREE.with_borrow_mut(|stacks| stacks.push(routine.into_stack()));
}

/// Whether the process can afford to look for a simpler counterexample.
pub(crate) fn are_few() -> bool {
    KEPT.load(Relaxed) < FEW
}

/// Whether there can be one more search.
pub(crate) fn are_too_many() -> bool {
    KEPT.load(Relaxed) >= MOST
}

/// From now on stacks of failed runs are used again. For a process that explores many thousand programs that fail.
///
/// # Safety
///
/// No program that this process explores lets anybody refer to its threads' stacks who does not live on them: no
/// thread of std's `scope`, no pinned value in a list elsewhere, nothing that lends a reference to a static.
#[doc(hidden)]
pub unsafe fn reuse_abandoned() {
    REUSED.store(true, Relaxed);
}
