//! Who decides: which thread goes next, and which of its alternatives a step takes.

use crate::machine::actor::{Alternatives, Turn};
use crate::machine::execution::Execution;
use crate::machine::ready::Standing;
use crate::search::Search;
use crate::search::replay::Script;

/// The source of all choices in an execution.
pub(crate) enum Driver {
    /// Depth-first search, one branch an execution.
    Search(Box<Search>),
    /// A schedule that somebody wrote down.
    Script(Box<Script>),
    /// Steps aside for the moment, to look at the execution that it is part of.
    Away,
}

const AWAY: &str = "whoever takes the driver away puts it back";

/// The answer to "who goes next?".
pub(crate) enum Pick {
    Thread(usize),
    /// This execution is of no more interest.
    Stop,
}

impl Driver {
    /// Picks one of the threads that can go, or one that is spinning and shall find out whether it gives up.
    pub(crate) fn pick(execution: &mut Execution, standing: Standing) -> Pick {
        let mut driver = std::mem::replace(&mut execution.driver, Driver::Away);
        let pick = match &mut driver {
            Driver::Search(search) => search.pick(execution, standing),
            Driver::Script(script) => script.pick(execution, standing),
            Driver::Away => unreachable!("{AWAY}"),
        };
        if let Pick::Thread(thread) = pick {
            let last = execution.turns.last().map(|turn| turn.thread);
            if last != Some(thread) && !execution.switch_is_free() {
                execution.preemptions += 1;
            }
            let from = execution.steps.len();
            execution.turns.push(Turn { thread, from, alternatives: Alternatives::default() });
        }
        execution.driver = driver;
        pick
    }

    /// Whatever the other thread has done led up to where this one is: it was started by it, or has joined it.
    pub(crate) fn follows(&mut self, thread: usize, other: usize) {
        if let Driver::Search(search) = self {
            search.races.learn(thread, other);
        }
    }

    /// What others do from now on comes after the closure has returned, and could have come before.
    pub(crate) fn closure_ends(&mut self) {
        if let Driver::Search(search) = self
            && !search.races.knows_all(0)
        {
            search.try_everything();
        }
    }

    /// Nothing comes of the step at hand that is not explored elsewhere.
    pub(crate) fn skip(&mut self) {
        if let Driver::Search(search) = self {
            search.skip();
        }
    }

    /// A spinner gives up: it did more than the one step that it was chosen for.
    pub(crate) fn spinner_gives_up(&mut self) {
        if let Driver::Search(search) = self {
            search.try_everything();
        }
    }

    /// Whether of several orders with the same outcome only one is wanted.
    pub(crate) fn skips_what_commutes(&self) -> bool {
        matches!(self, Driver::Search(search) if search.is_reduced())
    }

    /// Picks one of two or more ways in which a step can turn out.
    pub(crate) fn choose(&mut self, count: usize) -> usize {
        match self {
            Driver::Search(search) => search.choose(count),
            Driver::Script(script) => script.choose(count),
            Driver::Away => unreachable!("{AWAY}"),
        }
    }
}
