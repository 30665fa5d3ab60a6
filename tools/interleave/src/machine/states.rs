//! The states of read-write locks, barriers, onces and channels, and when each lets a thread continue.

use std::collections::{BTreeMap, VecDeque};
use std::panic::Location;

use crate::machine::clock::Knowledge;
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::object::{Mutex, State};
use crate::machine::request::{ObjectId, Wait};

#[derive(Default)]
pub(crate) struct RwLock {
    /// The value that it guards before its first use, if that can be shown.
    pub(crate) initial: Option<u64>,
    /// The writer, and the step in which it acquired the lock.
    pub(crate) writer: Option<(usize, usize)>,
    /// The readers, and the step in which each acquired the lock; a thread that reads twice is listed twice.
    pub(crate) readers: Vec<(usize, usize)>,
    /// What the last writer passes on to every later holder.
    pub(crate) written: Knowledge,
    /// What the readers pass on to the next writer.
    pub(crate) read: Knowledge,
    /// Counts the critical sections that wrote: a thread that polls under the lock waits for the next.
    pub(crate) version: u32,
}

#[derive(Default)]
pub(crate) struct Barrier {
    /// How many threads must arrive.
    pub(crate) wanted: usize,
    /// The threads that have arrived since it last opened, and in which step.
    pub(crate) here: Vec<(usize, usize)>,
    /// What these threads knew.
    pub(crate) arrived: Knowledge,
    /// For each time it opened: what the threads that leave learn.
    pub(crate) opened: Vec<Knowledge>,
}

#[derive(Default)]
pub(crate) struct Once {
    pub(crate) stage: Stage,
    pub(crate) known: Knowledge,
    pub(crate) version: u32,
    /// The value before the first use, if that can be shown.
    pub(crate) initial: Option<u64>,
}

/// How far an initialisation has progressed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Stage {
    #[default]
    Empty,
    /// It panicked, and no thread has started it again.
    Poisoned,
    /// It runs in this thread, since this step.
    Running(usize, usize),
    Complete,
}

/// A channel, identified by the number of its receiving end.
pub(crate) struct Channel {
    /// The number of the sending end.
    pub(crate) sender: ObjectId,
    /// How many messages it can hold, if that is limited. If it is zero, a message is offered until it is taken.
    pub(crate) bound: Option<usize>,
    pub(crate) queue: VecDeque<Message>,
    /// How many messages have been sent.
    pub(crate) sent: u32,
    /// The senders that are alive, by number, and where each was made.
    pub(crate) senders: BTreeMap<u32, &'static Location<'static>>,
    /// How many senders there have been.
    pub(crate) made: u32,
    /// What the dropped senders knew.
    pub(crate) gone: Knowledge,
    /// Whether the receiver is alive.
    pub(crate) receives: bool,
    /// What the receiver knew when it was dropped.
    pub(crate) left: Knowledge,
    /// Whether the receiver waits for a message that has yet to be offered.
    pub(crate) waits: bool,
    /// For each place that the receiver has freed and that is still free: what the receiver knew then.
    pub(crate) room: VecDeque<Knowledge>,
    /// The same for each offered message that was taken, until its sender continues.
    pub(crate) taken: BTreeMap<u32, Knowledge>,
    pub(crate) version: u32,
}

/// A message in the channel; the facade keeps its value, in the same order.
pub(crate) struct Message {
    pub(crate) number: u32,
    pub(crate) value: Option<u64>,
    pub(crate) known: Knowledge,
}

impl Channel {
    pub(crate) fn is_full(&self) -> bool {
        self.bound.is_some_and(|bound| self.queue.len() >= bound)
    }

    /// Whether a sender can only hand a message over, not leave it in the channel.
    pub(crate) fn is_rendezvous(&self) -> bool {
        self.bound == Some(0)
    }

    pub(crate) fn is_offered(&self, number: u32) -> bool {
        self.queue.iter().any(|message| message.number == number)
    }
}

impl State {
    /// Whether a try to acquire it fails, and changes nothing.
    pub(crate) fn is_held(&self) -> bool {
        match self {
            State::Mutex(mutex) => mutex.holder.is_some(),
            // A try at one of these says itself what it changes, or there is no such try.
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

/// Access to the state of one kind of object: what a thread waits for implies the kind that it waits at.
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

/// What a polling thread has seen of a read-write lock: that the lock couldn't be acquired to read, or to write.
pub(crate) const UNREADABLE: u64 = 1;
/// See [`UNREADABLE`].
pub(crate) const UNWRITABLE: u64 = 2;
/// The thread could acquire the lock; the version says whether the lock has been written since.
pub(crate) const TAKEN: u64 = 0;

impl Execution {
    /// Whether a writer waits for the readers of the lock that `thread` wants to read as well.
    ///
    /// Std doesn't say which of the two then acquires the lock first.
    pub(crate) fn is_queued_for(&self, thread: usize) -> bool {
        self.threads[thread].pending.is_some_and(|p| self.waiting_writer(p.object).is_some())
    }

    /// The thread that waits for the lock's readers to release it, in order to write.
    pub(crate) fn waiting_writer(&self, lock: ObjectId) -> Option<usize> {
        let wants = |t: &usize| {
            self.threads[*t].pending.is_some_and(|p| p.wait == Wait::Write && p.object == lock)
        };
        let is_empty =
            matches!(&self.objects[lock as usize].state, State::RwLock(l) if l.readers.is_empty());
        if is_empty { None } else { (0..self.threads.len()).find(wants) }
    }

    /// Notes that this step changed the object: a thread that wants it and is blocked waits from now on.
    pub(crate) fn hold_up(&mut self, by: usize, object: ObjectId, step: usize) {
        for other in 0..self.threads.len() {
            let wants = self.threads[other].pending.is_some_and(|p| p.touches(object));
            if other != by && wants && !self.is_enabled(other) {
                self.threads[other].waiting_since.get_or_insert(step + 1);
            }
        }
    }

    /// Records a look, unless it finds the same as the thread's step before it: then it isn't a step of its own.
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
