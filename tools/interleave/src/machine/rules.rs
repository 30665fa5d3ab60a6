//! The rules of the model that a [`Belief`] replaces, and what takes their place.

use crate::machine::execution::Execution;
use crate::machine::request::{ObjectId, Wait};
use crate::trace::{Belief, Operation};

/// Which rules an execution goes by. In our world, none of these is true.
#[derive(Clone, Copy, Default)]
pub(crate) struct Rules {
    /// Whose world it is, if it isn't ours.
    pub(crate) belief: Option<Belief>,
    pub(super) adding_is_one_step: bool,
    pub(crate) unlock_hands_over: bool,
    pub(crate) notify_is_remembered: bool,
    pub(crate) wait_keeps_the_mutex: bool,
    pub(super) loads_see_the_newest: bool,
    pub(super) sleepers_wait_to_be_woken: bool,
}

impl Rules {
    /// The rules of the world in which the belief is true; those of ours without one.
    pub(crate) fn of(belief: Option<Belief>) -> Self {
        let ours = Rules { belief, ..Rules::default() };
        let Some(belief) = belief else { return ours };
        match belief {
            Belief::AddingIsOneStep => Rules { adding_is_one_step: true, ..ours },
            Belief::UnlockHandsOver => Rules { unlock_hands_over: true, ..ours },
            Belief::NotifyIsRemembered => Rules { notify_is_remembered: true, ..ours },
            Belief::WaitKeepsTheMutex => Rules { wait_keeps_the_mutex: true, ..ours },
            Belief::LoadsSeeTheNewest => Rules { loads_see_the_newest: true, ..ours },
            Belief::SleepersWaitToBeWoken => Rules { sleepers_wait_to_be_woken: true, ..ours },
        }
    }
}

impl Execution {
    /// The thread that has loaded and must store before any other thread runs, if adding is one step.
    pub(super) fn in_the_middle_of_adding(&self) -> Option<usize> {
        if !self.rules.adding_is_one_step {
            return None;
        }
        let last = self.steps.last()?;
        let next = self.threads[last.thread].pending?;
        let adds = last.operation == Operation::Load
            && next.operation == Operation::Store
            && last.object == next.object;
        adds.then_some(last.thread)
    }

    /// The thread that gets the lock, which is about to be released, if unlocking hands it over.
    pub(crate) fn next_holder(&self, lock: ObjectId) -> Option<usize> {
        if !self.rules.unlock_hands_over {
            return None;
        }
        let waits = |thread: &usize| {
            let pending = self.threads[*thread].pending;
            pending.is_some_and(|pending| pending.wait == Wait::Free && pending.object == lock)
        };
        let since = |thread: &usize| self.threads[*thread].waiting_since;
        (0..self.threads.len()).filter(waits).min_by_key(|thread| since(thread))
    }
}
