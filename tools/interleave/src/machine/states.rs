//! The states of read-write locks, barriers, onces and channels, and when each lets a thread go.

use std::collections::{BTreeMap, VecDeque};
use std::panic::Location;

use crate::machine::clock::{Clock, Knowledge};
use crate::machine::enabled::Enabledness;
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::object::State;
use crate::machine::request::{ObjectId, Wait};
use crate::machine::thread_state::ThreadState;

/// What a thread knew when it handed something on: by the declared orderings, and as if all were `SeqCst`.
#[derive(Clone, Default)]
pub(crate) struct Known {
    knowledge: Knowledge,
    strong: Clock,
}

impl Known {
    pub(crate) fn join(&mut self, other: &Known) {
        self.knowledge.join(&other.knowledge);
        self.strong.join(&other.strong);
    }
}

impl Known {
    /// Becomes what the thread knows.
    pub(crate) fn set_to(&mut self, thread: &ThreadState) {
        self.knowledge.clone_from(&thread.knowledge);
        self.strong = thread.strong;
    }
}

impl ThreadState {
    pub(crate) fn learn(&mut self, known: &Known) {
        self.knowledge.join(&known.knowledge);
        self.strong.join(&known.strong);
    }
}

#[derive(Default)]
pub(crate) struct RwLock {
    /// What it guards before its first use, where that can be shown.
    pub(crate) initial: Option<u64>,
    /// Who writes, and the step that took the lock.
    pub(crate) writer: Option<(usize, usize)>,
    /// Who reads, and the step that took the lock; a thread that reads twice is there twice.
    pub(crate) readers: Vec<(usize, usize)>,
    /// What the last writer hands on, to everybody.
    pub(crate) written: Known,
    /// What the readers hand on, to the next writer.
    pub(crate) read: Known,
    /// Counts the critical sections that wrote: a thread that polls under the lock waits for the next.
    pub(crate) version: u32,
}

#[derive(Default)]
pub(crate) struct Barrier {
    /// How many have to come.
    pub(crate) wanted: usize,
    /// Who has come since it last opened, and in which step.
    pub(crate) here: Vec<(usize, usize)>,
    /// What they knew.
    pub(crate) arrived: Known,
    /// For each time it opened: what those who leave learn.
    pub(crate) opened: Vec<Known>,
}

#[derive(Default)]
pub(crate) struct Once {
    pub(crate) stage: Stage,
    pub(crate) known: Known,
    pub(crate) version: u32,
    /// What was there before the first use, where that can be shown.
    pub(crate) initial: Option<u64>,
}

/// How far an initialisation is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Stage {
    #[default]
    Empty,
    /// It panicked, and nobody has begun anew.
    Poisoned,
    /// By this thread, since this step.
    Running(usize, usize),
    Complete,
}

/// A channel, under the number of its receiving end.
pub(crate) struct Channel {
    /// The number of the sending end.
    pub(crate) sender: ObjectId,
    /// How many messages it holds, if that is limited. With none at all, a message is offered until it is taken.
    pub(crate) bound: Option<usize>,
    pub(crate) queue: VecDeque<Message>,
    /// How many messages there have been.
    pub(crate) sent: u32,
    /// The senders that live, by number, and where each was made.
    pub(crate) senders: BTreeMap<u32, &'static Location<'static>>,
    /// How many senders there have been.
    pub(crate) made: u32,
    /// What the senders that are gone knew.
    pub(crate) gone: Known,
    /// Whether the receiver lives.
    pub(crate) receives: bool,
    /// What it knew when it went.
    pub(crate) left: Known,
    /// Whether the receiver waits for a message that has yet to be offered.
    pub(crate) waits: bool,
    /// What the receiver knew when it made room, for each place that has been free since then.
    pub(crate) room: VecDeque<Known>,
    /// The same for each offered message that was taken, until its sender goes on.
    pub(crate) taken: BTreeMap<u32, Known>,
    pub(crate) version: u32,
}

/// A message on its way; its value is kept by the facade, in the same order.
pub(crate) struct Message {
    pub(crate) number: u32,
    pub(crate) value: Option<u64>,
    pub(crate) known: Known,
}

impl Channel {
    pub(crate) fn is_full(&self) -> bool {
        self.bound.is_some_and(|bound| self.queue.len() >= bound)
    }

    /// Whether a message can only be handed over, not left.
    pub(crate) fn is_rendezvous(&self) -> bool {
        self.bound == Some(0)
    }

    pub(crate) fn is_offered(&self, number: u32) -> bool {
        self.queue.iter().any(|message| message.number == number)
    }
}

impl State {
    /// Whether this is what the wait is for.
    pub(crate) fn lets_go(&self, wait: Wait) -> Enabledness {
        let ready = match (self, wait) {
            (State::RwLock(lock), Wait::Read) => lock.writer.is_none(),
            (State::RwLock(lock), Wait::Write) => lock.writer.is_none() && lock.readers.is_empty(),
            (State::Barrier(barrier), Wait::Opened(times)) => {
                barrier.opened.len() >= times as usize
            }
            (State::Once(once), Wait::NotRunning) => !matches!(once.stage, Stage::Running(..)),
            (State::Once(once), Wait::Over) => {
                matches!(once.stage, Stage::Complete | Stage::Poisoned)
            }
            (State::Once(once), Wait::Complete) => once.stage == Stage::Complete,
            (State::Channel(channel), Wait::Message) => {
                !channel.queue.is_empty() || channel.senders.is_empty()
            }
            // An offer needs no room: it waits for its taker afterwards.
            (State::Channel(channel), Wait::Room) => {
                channel.is_rendezvous() || !channel.is_full() || !channel.receives
            }
            (State::Channel(channel), Wait::Taken(number)) => {
                !channel.is_offered(number) || !channel.receives
            }
            _ => true,
        };
        if ready { Enabledness::Enabled } else { Enabledness::Disabled }
    }
}

/// What a thread that polls has seen of a read-write lock: that it could not be read, or not be written.
pub(crate) const UNREADABLE: u64 = 1;
/// See [`UNREADABLE`].
pub(crate) const UNWRITABLE: u64 = 2;
/// It could be taken; the number of its version says whether it has been written since.
pub(crate) const TAKEN: u64 = 0;

impl State {
    /// Whether a thread that polls would now see something else than `value`, seen at that version.
    pub(crate) fn has_changed(&self, version: u64, value: u64) -> bool {
        match self {
            State::RwLock(lock) if value == UNREADABLE => lock.writer.is_none(),
            State::RwLock(lock) if value == UNWRITABLE => {
                lock.writer.is_none() && lock.readers.is_empty()
            }
            State::RwLock(lock) => u64::from(lock.version) != version,
            State::Once(once) => u64::from(once.version) != version,
            State::Channel(channel) => u64::from(channel.version) != version,
            _ => false,
        }
    }
}

impl Execution {
    /// Whether somebody who wants to write waits for the readers of the lock that `thread` wants to read as well.
    ///
    /// Std does not say who goes first then.
    pub(crate) fn is_queued_for(&self, thread: usize) -> bool {
        self.threads[thread].pending.is_some_and(|p| self.waiting_writer(p.object).is_some())
    }

    /// Who waits for the lock's readers to go, in order to write.
    pub(crate) fn waiting_writer(&self, lock: ObjectId) -> Option<usize> {
        let wants = |t: &usize| {
            self.threads[*t].pending.is_some_and(|p| p.wait == Wait::Write && p.object == lock)
        };
        match &self.objects[lock as usize].state {
            State::RwLock(state) if state.readers.is_empty() => None,
            _ => (0..self.threads.len()).find(wants),
        }
    }

    /// The object has changed in this step: whoever wants something of it and cannot go waits from now on.
    pub(crate) fn hold_up(&mut self, by: usize, object: ObjectId, step: usize) {
        for other in 0..self.threads.len() {
            let wants = self.threads[other].pending.is_some_and(|p| p.touches(object));
            if other != by && wants && !self.is_enabled(other) {
                self.threads[other].waiting_since.get_or_insert(step + 1);
            }
        }
    }

    pub(crate) fn known_to(&self, thread: usize) -> Known {
        let thread = &self.threads[thread];
        Known { knowledge: thread.knowledge.clone(), strong: thread.strong }
    }

    pub(crate) fn learn_known(&mut self, thread: usize, known: &Known) {
        self.threads[thread].learn(known);
    }

    /// Records a look, unless it finds the same as the thread's step before it: then it is no step of its own.
    pub(crate) fn record_look(&mut self, step: StepRecord, again: bool) {
        let last = self.steps.iter_mut().rfind(|last| last.thread == step.thread);
        let same = |last: &&mut StepRecord| {
            last.operation == step.operation
                && last.object == step.object
                && last.target == step.target
                && last.read == step.read
                && std::ptr::eq(last.location, step.location)
        };
        match last.filter(same) {
            Some(last) if again => last.spins += 1,
            _ => _ = self.record(step),
        }
    }
}
