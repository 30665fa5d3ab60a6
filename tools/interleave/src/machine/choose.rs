//! What an execution asks from outside: which thread goes next, and in which of its ways a step turns out.
//!
//! This is all that an execution knows of the search that runs it, or of the schedule that it follows.

use crate::machine::enabled::EnabledThreads;
use crate::machine::execution::Execution;

/// The source of all choices in an execution, and what it has to be told so that it can make them.
pub(crate) trait Choose {
    /// Picks one of the threads that can go, or one that is spinning and shall find out whether it gives up.
    fn next_thread(&mut self, execution: &Execution, enabled: EnabledThreads) -> Pick;

    /// Picks one of two or more ways in which the step at hand can turn out; zero is the ordinary one.
    fn alternative(&mut self, count: usize) -> usize;

    /// Everything that `other` has done so far happened before what `thread` does from now on: `other` has started it, or
    /// `thread` has joined it.
    fn follows(&mut self, thread: usize, other: usize);

    /// The closure has returned: what other threads do from now on could have come before.
    fn closure_ends(&mut self);

    /// Nothing comes of the step at hand that isn't explored in another execution.
    fn skip(&mut self);

    /// A spinner gives up: it does more than the one step that it was picked for.
    fn spinner_gives_up(&mut self);

    /// Whether of several orders with the same outcome only one is wanted.
    fn skips_what_commutes(&self) -> bool;

    /// Every thread has ended, or none can go on.
    fn execution_ends(&mut self, execution: &Execution);
}

/// The answer to "which thread goes next?".
pub(crate) enum Pick {
    Thread(usize),
    /// This execution is of no more interest.
    Stop,
}
