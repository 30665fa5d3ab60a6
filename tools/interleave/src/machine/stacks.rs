//! The stacks of model threads: reused when their thread has ended, and kept forever if it was abandoned.
//!
//! A thread of a failed run never continues, and nothing on its stack is dropped. It is like a thread that is
//! blocked forever: other threads, such as one of std's `scope`, may keep borrowing from its frames. So those
//! frames are neither overwritten nor given back to the system. What lies below them was never used by a frame that
//! is alive, so the next thread begins there.

use std::cell::{Cell, RefCell};
use std::mem::ManuallyDrop;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use corosensei::stack::{DefaultStack, STACK_ALIGNMENT, Stack, StackPointer};
use corosensei::{Coroutine, CoroutineResult};

use crate::machine::entry;
use crate::machine::thread_state::Yielder;

/// A test's thread has 2 MiB; model threads have less, but enough for formatting and a few frames.
const ENOUGH: usize = 512 * 1024;

/// The size of a stack: it has as much again for the frames of threads that were abandoned.
const SIZE: usize = 2 * ENOUGH;

/// How much memory the process may keep for the sake of simpler counterexamples.
const LITTLE: usize = 128 << 20;

/// How much memory the process may keep at all.
const MOST: usize = 1 << 30;

/// Stacks that no thread is on, while no search runs.
static FREE: Mutex<Vec<Part>> = Mutex::new(Vec::new());

/// How many bytes of abandoned frames this process keeps.
static KEPT: AtomicUsize = AtomicUsize::new(0);

/// See [`reuse_abandoned`].
static REUSED: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// The free stacks of the search that runs on this thread, which takes one without locking anything.
    static AT_HAND: RefCell<Vec<Part>> = const { RefCell::new(Vec::new()) };
    /// An address in the lowest frame of the thread that was suspended last.
    static LOWEST: Cell<usize> = const { Cell::new(0) };
}

/// The part of a stack that lies below all frames that are kept. The memory is never given back to the system.
struct Part {
    base: StackPointer,
    limit: StackPointer,
    #[cfg(windows)]
    teb: corosensei::stack::StackTebFields,
}

// SAFETY: *stacks stay*: the addresses are those of a `DefaultStack`, which has a guard page at its limit and is
// never dropped; above the base are at most frames that no thread runs on any more.
unsafe impl Stack for Part {
    fn base(&self) -> StackPointer {
        self.base
    }

    fn limit(&self) -> StackPointer {
        self.limit
    }

    #[cfg(windows)]
    fn teb_fields(&self) -> corosensei::stack::StackTebFields {
        self.teb
    }

    #[cfg(windows)]
    fn update_teb_fields(&mut self, stack_limit: usize, guaranteed_stack_bytes: usize) {
        self.teb.StackLimit = stack_limit;
        self.teb.GuaranteedStackBytes = guaranteed_stack_bytes;
    }
}

/// A model thread on its stack. When this is dropped before the thread has ended, its frames are kept.
pub(crate) struct Routine {
    thread: Option<Coroutine<(), (), (), Part>>,
    base: StackPointer,
    limit: StackPointer,
    /// Where it was suspended last, if it was.
    lowest: Option<StackPointer>,
}

impl Routine {
    /// A thread that runs `body` when it is resumed.
    pub(crate) fn new(body: impl FnOnce(&Yielder) + 'static) -> Self {
        let stack = AT_HAND.with_borrow_mut(Vec::pop).unwrap_or_else(Part::new);
        let (base, limit) = (stack.base, stack.limit);
        let thread = Coroutine::with_stack(stack, |yielder: &Yielder, ()| body(yielder));
        Routine { thread: Some(thread), base, limit, lowest: None }
    }

    /// Runs the thread until it yields. Returns whether it has ended.
    pub(crate) fn resume(&mut self) -> bool {
        let Some(thread) = &mut self.thread else { return true };
        let result = entry::while_the_program_runs(|| thread.resume(()));
        self.lowest = StackPointer::new(LOWEST.get());
        let ended = matches!(result, CoroutineResult::Return(()));
        if ended && let Some(thread) = self.thread.take() {
            keep_at_hand(thread.into_stack());
        }
        ended
    }
}

impl Drop for Routine {
    fn drop(&mut self) {
        let Some(mut thread) = self.thread.take() else { return };
        if REUSED.load(Relaxed) {
            // SAFETY: *stacks stay*: the caller of `reuse_abandoned` has promised that nothing refers to these
            // frames. What they own is leaked.
            unsafe { thread.force_reset() };
            keep_at_hand(thread.into_stack());
            return;
        }
        std::mem::forget(thread);
        // Below the frame that asked for the switch are only registers, which are never restored.
        let base = self.lowest.unwrap_or(self.limit).get() & !(STACK_ALIGNMENT - 1);
        KEPT.fetch_add(self.base.get() - base, Relaxed);
        // On Windows, the system also has a say in where a stack begins.
        #[cfg(not(windows))]
        if let Some(base) = StackPointer::new(base)
            && base.get() - self.limit.get() > ENOUGH
        {
            keep_at_hand(Part { base, limit: self.limit });
        }
    }
}

impl Part {
    fn new() -> Self {
        let whole = DefaultStack::new(SIZE).expect("the system has memory for one more stack");
        let whole = ManuallyDrop::new(whole);
        Part {
            base: whole.base(),
            limit: whole.limit(),
            #[cfg(windows)]
            teb: whole.teb_fields(),
        }
    }
}

fn keep_at_hand(part: Part) {
    AT_HAND.with_borrow_mut(|parts| parts.push(part));
}

/// Takes the free stacks for a search on this thread. Dropping the result leaves them to the next search.
pub(crate) fn take() -> Taken {
    AT_HAND.set(std::mem::take(&mut *FREE.lock().unwrap_or_else(PoisonError::into_inner)));
    Taken
}

pub(crate) struct Taken;

impl Drop for Taken {
    fn drop(&mut self) {
        *FREE.lock().unwrap_or_else(PoisonError::into_inner) = AT_HAND.take();
    }
}

/// Suspends the running thread until it is resumed.
///
/// It isn't inlined, so what is alive on the stack is above this frame. What corosensei puts below it is needed
/// only to resume.
///
/// # Safety
///
/// The yielder is that of the thread.
#[inline(never)]
pub(crate) unsafe fn suspend(yielder: *const Yielder) {
    let here = 0_u8;
    LOWEST.set(ptr::from_ref(std::hint::black_box(&here)).addr());
    // SAFETY: *stacks stay*: the yielder lives at the bottom of this thread's stack, which is running.
    unsafe { (*yielder).suspend(()) }
}

/// Whether the process can afford to look for a simpler counterexample.
pub(crate) fn are_few() -> bool {
    KEPT.load(Relaxed) < LITTLE
}

/// Whether there can be no more searches.
pub(crate) fn are_too_many() -> bool {
    KEPT.load(Relaxed) >= MOST
}

/// Reuses the stacks of failed runs from now on. Meant for a process that explores thousands of programs that fail.
///
/// # Safety
///
/// In every program that this process explores, nothing outside its threads' stacks refers to them: no thread of
/// std's `scope`, no pinned value in a list elsewhere, nothing that lends a reference to a static.
#[doc(hidden)]
pub unsafe fn reuse_abandoned() {
    REUSED.store(true, Relaxed);
}
