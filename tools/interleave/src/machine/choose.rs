//! The choices that an execution asks for: which thread runs next, and in which way a step turns out.
//!
//! This is all that an execution knows about the search that runs it, or about the schedule that it follows.

use crate::machine::enabled::EnabledThreads;
use crate::machine::execution::Execution;

/// The source of all choices in an execution, with the notifications that it needs to make them.
pub(crate) trait Choose {
    /// Picks one of the enabled threads, or a spinning thread to find out whether it gives up.
    fn next_thread(&mut self, execution: &Execution, enabled: EnabledThreads) -> Pick;

    /// Picks one of two or more ways in which the current step can turn out; zero is the ordinary one.
    fn alternative(&mut self, count: usize) -> usize;

    /// Says that everything `other` has done happens before what `thread` does from now on. Either `other` has
    /// started `thread`, or `thread` has joined `other`.
    fn follows(&mut self, thread: usize, other: usize);

    /// Says that the closure has returned: what other threads do from now on could have come before.
    fn closure_ends(&mut self);

    /// Says that nothing follows from the current step that isn't explored in another execution.
    fn skip(&mut self);

    /// Says that a spinner gives up: it does more than the one step that it was picked for.
    fn spinner_gives_up(&mut self);

    /// Whether the search wants only one of several orders with the same outcome.
    fn skips_what_commutes(&self) -> bool;

    /// Says that every thread has ended, or that none can continue.
    fn execution_ends(&mut self, execution: &Execution);
}

/// The answer to "which thread runs next?".
pub(crate) enum Pick {
    Thread(usize),
    /// The rest of this execution is of no interest.
    Stop,
}
