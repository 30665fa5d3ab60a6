//! Which threads are enabled: for each way of waiting, the condition that ends it.

use crate::machine::execution::Execution;
use crate::machine::object::State;
use crate::machine::request::{Idle, Request, Wait};
use crate::machine::states::Stage;
use crate::machine::thread_set::{ThreadSet, bit};

/// Whether a thread's pending operation is enabled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Enabledness {
    /// What the thread waits for hasn't come.
    Disabled,
    /// The thread looks again and again at what hasn't changed, but may give up at some point.
    Spinning,
    /// The thread can run, but nothing says that it ever will: a sleeper that might wake for no reason.
    Maybe,
    /// The thread runs sooner or later.
    Enabled,
}

/// The threads that can run, by the way in which they can.
#[derive(Clone, Copy, Default)]
pub(crate) struct EnabledThreads {
    pub(crate) ready: ThreadSet,
    pub(crate) spinning: ThreadSet,
    pub(crate) maybe: ThreadSet,
}

/// Which thread runs next.
pub(crate) enum Next {
    /// A thread whose step commutes with everything that other threads can do.
    Runs(usize),
    OneOf(EnabledThreads),
}

impl EnabledThreads {
    /// The threads that can run without looking in vain.
    pub(crate) fn able(self) -> ThreadSet {
        self.ready | self.maybe
    }
}

impl Execution {
    /// The thread's next operation in the present state: one that would change nothing only reads.
    pub(crate) fn as_it_stands(&self, thread: usize) -> Option<Request> {
        let pending = self.threads[thread].pending?;
        let state = self.objects.get(pending.object as usize).map(|object| &object.state);
        let is_atomic = matches!(state, Some(State::Atomic(_)));
        let idle = match pending.idle {
            Idle::Never => false,
            Idle::IfValueIs(_) => {
                is_atomic
                    && !self.threads[thread].has_released
                    && self.would_change_nothing(thread, pending.object, pending.idle)
            }
            Idle::UnlessValueIs(_) => {
                is_atomic && self.would_change_nothing(thread, pending.object, pending.idle)
            }
            Idle::IfHeld => state.is_some_and(State::is_held),
            Idle::Counts { down } => {
                // If there are two handles, each of two drops might be the last. In the memory phase, the other
                // threads may keep seeing an old count, so there it matters which thread counted first.
                let Some(State::Atomic(count)) = state else { return Some(pending) };
                let commutes = !self.in_memory_phase() && (!down || count.value() > 2);
                return Some(if commutes { pending.shares() } else { pending });
            }
        };
        Some(if idle { pending.reads_only() } else { pending })
    }

    /// Whether the thread runs sooner or later.
    pub(crate) fn is_enabled(&self, thread: usize) -> bool {
        self.enabledness(thread) == Enabledness::Enabled
    }

    /// Whether, and in which way, the thread's pending operation is enabled.
    pub(crate) fn enabledness(&self, thread: usize) -> Enabledness {
        let Some(pending) = &self.threads[thread].pending else { return Enabledness::Disabled };
        let unblocked = self.is_unblocked(thread, pending);
        match pending.wait {
            Wait::Token if self.threads[thread].token.is_some() => {}
            Wait::Token | Wait::Notified | Wait::Time => return self.sleeper(thread, pending.wait),
            Wait::Clock(_) if self.sleeper(thread, pending.wait) != Enabledness::Enabled => {
                return Enabledness::Disabled;
            }
            Wait::Read if unblocked && self.is_queued_for(thread) => {
                return if self.still_spinning(thread) {
                    Enabledness::Disabled
                } else {
                    Enabledness::Maybe
                };
            }
            Wait::Message if !unblocked && self.is_timed(thread) => {
                return self.sleeper(thread, pending.wait);
            }
            Wait::Ready | Wait::Start | Wait::Roused | Wait::Clock(_) | Wait::Free => {}
            Wait::Ended(_) | Wait::Scope(_) | Wait::Read | Wait::Write | Wait::Opened(_) => {}
            Wait::NotRunning | Wait::Over | Wait::Complete => {}
            Wait::Message | Wait::Room | Wait::Taken(_) => {}
        }
        match unblocked {
            false => Enabledness::Disabled,
            true if !self.still_spinning(thread) => Enabledness::Enabled,
            true if self.spins_forever(thread) => Enabledness::Disabled,
            true => Enabledness::Spinning,
        }
    }

    /// Whether no other thread is in the way of the operation: the lock is free, say. How long a sleep takes is another
    /// question.
    pub(super) fn is_unblocked(&self, thread: usize, pending: &Request) -> bool {
        let state = || &self.objects[pending.object as usize].state;
        match pending.wait {
            Wait::Ready | Wait::Start | Wait::Roused => true,
            Wait::Token | Wait::Notified | Wait::Time | Wait::Clock(_) => true,
            Wait::Free => state().mutex().is_free_for(thread),
            Wait::Ended(other) => self.threads[other].done,
            Wait::Scope(scope) => self.scopes[scope].iter().all(|&t| self.threads[t].done),
            Wait::Read => state().rw_lock().writer.is_none(),
            Wait::Write => {
                let lock = state().rw_lock();
                lock.writer.is_none() && lock.readers.is_empty()
            }
            Wait::Opened(times) => state().barrier().opened.len() >= times as usize,
            Wait::NotRunning => !matches!(state().once().stage, Stage::Running(..)),
            Wait::Over => matches!(state().once().stage, Stage::Complete | Stage::Poisoned),
            Wait::Complete => state().once().stage == Stage::Complete,
            Wait::Message => {
                let channel = state().channel();
                !channel.queue.is_empty() || channel.senders.is_empty()
            }
            // An offer needs no room: the sender waits for the receiver afterwards.
            Wait::Room => {
                let channel = state().channel();
                channel.is_rendezvous() || !channel.is_full() || !channel.receives
            }
            Wait::Taken(number) => {
                let channel = state().channel();
                !channel.is_offered(number) || !channel.receives
            }
        }
    }

    /// Determines which of the threads that haven't ended can run next.
    pub(crate) fn enabled_threads(&self) -> Next {
        if let Some(thread) = self.in_the_middle_of_adding() {
            return Next::Runs(thread);
        }
        let mut standing = EnabledThreads::default();
        for (thread, state) in self.threads.iter().enumerate().filter(|(_, state)| !state.done) {
            match self.enabledness(thread) {
                Enabledness::Enabled
                    if state.pending.as_ref().is_some_and(|p| p.wait.is_automatic()) =>
                {
                    return Next::Runs(thread);
                }
                Enabledness::Enabled if self.must_yield(thread) => {}
                Enabledness::Disabled => {}
                Enabledness::Spinning => standing.spinning |= bit(thread),
                Enabledness::Maybe => standing.maybe |= bit(thread),
                Enabledness::Enabled => standing.ready |= bit(thread),
            }
        }
        Next::OneOf(standing)
    }
}
