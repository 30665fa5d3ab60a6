//! Which threads can go: for each way of waiting, the condition that ends it.

use crate::execution::{Execution, Mask};
use crate::object::State;
use crate::pending::Wait;
use crate::search::bit;

/// Whether a thread's pending operation can go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readiness {
    /// What it waits for has not come.
    Blocked,
    /// It can go, but nothing says that it ever will: a sleeper that might wake for no reason.
    Maybe,
    /// It goes sooner or later.
    Ready,
}

impl Execution {
    /// Whether the thread's pending operation can go.
    pub(crate) fn is_ready(&self, thread: usize) -> bool {
        self.readiness(thread) == Readiness::Ready
    }

    /// The threads of which some operation waits, and whether each can go.
    pub(crate) fn readiness(&self, thread: usize) -> Readiness {
        let Some(pending) = &self.threads[thread].pending else { return Readiness::Blocked };
        let ready = match pending.wait {
            Wait::Ready | Wait::Start => true,
            Wait::Free => match &self.objects[pending.object as usize].state {
                State::Mutex(mutex) => mutex.holder.is_none(),
                _ => true,
            },
            Wait::Ended(other) => self.threads[other].done,
            Wait::Scope(scope) => self.scopes[scope].iter().all(|&t| self.threads[t].done),
            Wait::Token => self.threads[thread].token.is_some(),
            _ => match self.objects[pending.object as usize].state.lets_go(pending.wait) {
                Readiness::Ready if pending.wait == Wait::Read && self.is_queued_for(thread) => {
                    return if self.still_spinning(thread) {
                        Readiness::Blocked
                    } else {
                        Readiness::Maybe
                    };
                }
                readiness => readiness == Readiness::Ready,
            },
        };
        if ready && !self.still_spinning(thread) { Readiness::Ready } else { Readiness::Blocked }
    }

    /// The threads that have not ended and are ready in this way.
    pub(crate) fn those(&self, readiness: Readiness) -> Mask {
        (0..self.threads.len())
            .filter(|&t| !self.threads[t].done && self.readiness(t) == readiness)
            .fold(0, |mask, t| mask | bit(t))
    }
}
