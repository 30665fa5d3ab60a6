//! The states of read-write locks, barriers, onces and channels, and when each lets a thread go.

use std::collections::{BTreeMap, VecDeque};
use std::panic::Location;

use crate::machine::clock::Knowledge;
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::object::{Mutex, State};
use crate::machine::request::{ObjectId, Wait};

#[derive(Default)]
pub(crate) struct RwLock {
    /// What it guards before its first use, where that can be shown.
    pub(crate) initial: Option<u64>,
    /// Who writes, and the step that took the lock.
    pub(crate) writer: Option<(usize, usize)>,
    /// Who reads, and the step that took the lock; a thread that reads twice is there twice.
    pub(crate) readers: Vec<(usize, usize)>,
    /// What the last writer hands on, to everybody.
    pub(crate) written: Knowledge,
    /// What the readers hand on, to the next writer.
    pub(crate) read: Knowledge,
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
    pub(crate) arrived: Knowledge,
    /// For each time it opened: what those who leave learn.
    pub(crate) opened: Vec<Knowledge>,
}

#[derive(Default)]
pub(crate) struct Once {
    pub(crate) stage: Stage,
    pub(crate) known: Knowledge,
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
    pub(crate) gone: Knowledge,
    /// Whether the receiver lives.
    pub(crate) receives: bool,
    /// What it knew when it went.
    pub(crate) left: Knowledge,
    /// Whether the receiver waits for a message that has yet to be offered.
    pub(crate) waits: bool,
    /// What the receiver knew when it made room, for each place that has been free since then.
    pub(crate) room: VecDeque<Knowledge>,
    /// The same for each offered message that was taken, until its sender goes on.
    pub(crate) taken: BTreeMap<u32, Knowledge>,
    pub(crate) version: u32,
}

/// A message on its way; its value is kept by the facade, in the same order.
pub(crate) struct Message {
    pub(crate) number: u32,
    pub(crate) value: Option<u64>,
    pub(crate) known: Knowledge,
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
    /// Whether a try to take it is in vain, and changes nothing.
    pub(crate) fn is_held(&self) -> bool {
        match self {
            State::Mutex(mutex) => mutex.holder.is_some(),
            // A try there says itself what it changes, or there is none.
            State::RwLock(_)
            | State::Atomic(_)
            | State::Condvar(_)
            | State::Cell(_)
            | State::Barrier(_)
            | State::Once(_)
            | State::Channel(_)
            | State::Sender => false,
        }
    }
}

/// What a thread waits for says which kind of object it waits at: these are for that one kind.
impl State {
    pub(crate) fn mutex(&self) -> &Mutex {
        let State::Mutex(mutex) = self else { unreachable!("it waits at a mutex") };
        mutex
    }

    pub(crate) fn rw_lock(&self) -> &RwLock {
        let State::RwLock(lock) = self else { unreachable!("it waits at a read-write lock") };
        lock
    }

    pub(crate) fn barrier(&self) -> &Barrier {
        let State::Barrier(barrier) = self else { unreachable!("it waits at a barrier") };
        barrier
    }

    pub(crate) fn once(&self) -> &Once {
        let State::Once(once) = self else { unreachable!("it waits at a once") };
        once
    }

    pub(crate) fn channel(&self) -> &Channel {
        let State::Channel(channel) = self else { unreachable!("it waits at a channel") };
        channel
    }
}

/// What a thread that polls has seen of a read-write lock: that it could not be read, or not be written.
pub(crate) const UNREADABLE: u64 = 1;
/// See [`UNREADABLE`].
pub(crate) const UNWRITABLE: u64 = 2;
/// It could be taken; the number of its version says whether it has been written since.
pub(crate) const TAKEN: u64 = 0;

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
        let is_empty =
            matches!(&self.objects[lock as usize].state, State::RwLock(l) if l.readers.is_empty());
        if is_empty { None } else { (0..self.threads.len()).find(wants) }
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
