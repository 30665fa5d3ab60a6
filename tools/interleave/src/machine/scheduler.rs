//! Runs one execution: model threads are coroutines on the thread that asked for the search.

use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::ptr;

use crate::machine::choose::Pick;
use crate::machine::enabled::Next;
use crate::machine::entry::{self, enter};
use crate::machine::execution::{Execution, FailureRecord};
use crate::machine::heartbeat;
use crate::machine::hook::{self, LastWords};
use crate::machine::stacks::Routine;
use crate::machine::thread_set::bit;
use crate::machine::thread_state::{Alternatives, Turn};

/// The code that a thread runs.
type Body = Box<dyn FnOnce()>;

/// Runs `main` and all the threads that it starts, until they have ended or the run has failed.
///
/// `last_words` says what is known about a run that is about to abort the process.
pub(crate) fn run(execution: &mut Execution, main: &mut dyn FnMut(), last_words: LastWords) {
    let execution: *mut Execution = execution;
    let _entered = enter(execution);
    let _hook = hook::active(last_words);
    // SAFETY: *no code after the end*. The closure is run, or abandoned with its stack, before this function returns.
    let main: &'static mut (dyn FnMut() + 'static) = unsafe { std::mem::transmute(main) };
    let mut routines: Vec<Option<Routine>> = Vec::new();
    // SAFETY: *one reference*. Model threads run only inside `resume`, and no reference taken here lives across one.
    unsafe {
        (*execution).add_thread(None, Box::new(main), std::panic::Location::caller());
        while (*execution).failure.is_none() {
            let Some(thread) = next(&mut *execution) else { break };
            resume(execution, &mut routines, thread);
        }
        (*execution).wind_up();
    }
}

/// The thread that runs next, or none if the execution is over.
fn next(execution: &mut Execution) -> Option<usize> {
    if execution.stop_if_too_long() {
        return None;
    }
    if let Some(spinner) = execution.go_on_looking() {
        return Some(spinner);
    }
    let mut standing = match execution.enabled_threads() {
        Next::Runs(thread) => return Some(thread),
        Next::OneOf(standing) => standing,
    };
    if let Some(thread) = execution.left_behind() {
        execution.fail(FailureRecord::NeverJoined { thread });
        return None;
    }
    // No thread is ready: time passes until the first deadline.
    let due = if standing.ready == 0 { execution.due() } else { 0 };
    if due != 0 && execution.only_time_passes() {
        execution.fail_stuck();
        return None;
    }
    if standing.ready | due | standing.spinning == 0 {
        if execution.threads.iter().any(|thread| !thread.done) {
            execution.fail_stuck();
        }
        return None;
    }
    let turns = execution.turns.len();
    standing.maybe |= due;
    let pick = execution.chooser.borrow_mut().next_thread(execution, standing);
    match pick {
        Pick::Thread(thread) => {
            execution.begin_turn(thread);
            if standing.spinning & bit(thread) != 0 {
                execution.begin_probe(thread, turns);
            }
            Some(thread)
        }
        Pick::Stop => None,
    }
}

/// # Safety
///
/// No reference to the execution is alive.
unsafe fn resume(execution: *mut Execution, routines: &mut Vec<Option<Routine>>, thread: usize) {
    // SAFETY: *one reference*, which ends with this statement.
    let start = unsafe { &mut *execution }.begin(thread);
    if let Some((start, place)) = start {
        if routines.len() <= thread {
            routines.resize_with(thread + 1, || None);
        }
        routines[thread] = Some(routine(thread, start));
        heartbeat::begins(thread, place);
    }
    let Some(running) = &mut routines[thread] else { return };
    // SAFETY: *one reference*, which ends with this statement.
    unsafe { &mut *execution }.panicking_before = std::thread::panicking();
    heartbeat::resumes();
    let ended = running.resume();
    heartbeat::returns();
    // SAFETY: *one reference*. The thread is suspended or has ended, and the scheduler has none.
    unsafe { &mut *execution }.note_unwinding(thread);
    if ended {
        routines[thread] = None;
        // SAFETY: *one reference*. The thread has ended, and the scheduler has none.
        unsafe { &mut *execution }.end(thread);
    }
}

fn routine(thread: usize, start: Body) -> Routine {
    Routine::new(move |yielder| {
        entry::with(|execution, _| execution.threads[thread].yielder = ptr::from_ref(yielder));
        if let Err(payload) = catch_unwind(AssertUnwindSafe(start)) {
            // A spawned thread's payload has been passed to its handle. The closure's payload ends the run, and its
            // destructor is code of the program.
            std::mem::forget(payload);
            entry::with(|execution, _| execution.panicked(thread));
        }
    })
}

impl Execution {
    /// Begins a turn, and counts it as a preemption if the thread before could have continued.
    fn begin_turn(&mut self, thread: usize) {
        let last = self.turns.last().map(|turn| turn.thread);
        if last != Some(thread) && !self.switch_is_free() {
            self.preemptions += 1;
        }
        let from = self.steps.len();
        self.turns.push(Turn { thread, from, alternatives: Alternatives::default() });
    }

    /// Makes this thread the current one. Returns its body if it has yet to start, and where it was spawned.
    fn begin(&mut self, thread: usize) -> Option<(Body, &'static Location<'static>)> {
        self.current = thread;
        let start = self.threads[thread].start.take()?;
        let place = self.threads[thread].pending.map_or(Location::caller(), |p| p.location);
        Some((start, place))
    }

    /// Notes whether the thread, which has run for a while, is unwinding. It may have caught its panic since the
    /// hook was called, or have begun to unwind without the hook, by `resume_unwind`. (While another thread
    /// unwinds, neither can be told.)
    fn note_unwinding(&mut self, thread: usize) {
        if !std::thread::panicking() {
            self.unwinding = 0;
        } else if !self.panicking_before {
            self.unwinding = bit(thread);
        }
    }

    fn end(&mut self, thread: usize) {
        self.threads[thread].done = true;
        self.threads[thread].pending = None;
        self.unwinding &= !bit(thread);
        // A thread that waits for the end knows of everything, including handles that were dropped after the last
        // step.
        self.threads[thread].knowledge.tick(thread);
        if thread == 0 {
            self.chooser.borrow_mut().closure_ends();
        }
    }

    /// Finishes the execution when no thread runs any more.
    fn wind_up(&mut self) {
        if self.failure.is_none() && self.threads.iter().all(|t| t.done) {
            self.fail_if_a_panic_goes_unnoticed();
        }
        self.chooser.borrow_mut().execution_ends(self);
        // The closures of threads that never started would be dropped too late: what they borrow is abandoned.
        for thread in &mut self.threads {
            std::mem::forget(thread.start.take());
        }
    }
}
