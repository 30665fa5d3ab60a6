//! The operation that a thread is about to take, and which two of them can be swapped without a difference.

use std::panic::Location;

use crate::machine::timed_waits::Touches;
use crate::trace::Operation;

/// An object's number in the running execution. Numbers from [`futex`] on stand for addresses that are slept on,
/// numbers from [`end`] on for ends of threads, numbers from [`token`] on for park tokens.
pub(crate) type ObjectId = u32;

/// The operation is about no object.
pub(crate) const NO_OBJECT: ObjectId = u32::MAX;

/// Whatever others do: what a thread waits for that only yields.
pub(crate) const ANYTHING: ObjectId = u32::MAX - 1;

/// The park token of a thread, as an object.
pub(crate) fn token(thread: usize) -> ObjectId {
    (1 << 31) + thread as ObjectId
}

/// The queue of those who sleep on an address, as an object.
pub(crate) fn futex(queue: usize) -> ObjectId {
    (1 << 29) + queue as ObjectId
}

/// The end of a thread, as an object: each of its steps may be the last.
pub(crate) fn end(thread: usize) -> ObjectId {
    (1 << 30) + thread as ObjectId
}

/// Whose end the object stands for, if it does.
pub(crate) fn ended_thread(object: ObjectId) -> Option<usize> {
    let thread = object.wrapping_sub(end(0)) as usize;
    (thread < crate::machine::clock::MAX_THREADS).then_some(thread)
}

/// What a thread will do once it is chosen.
#[derive(Clone, Copy)]
pub(crate) struct Request {
    pub(crate) operation: Operation,
    pub(crate) object: ObjectId,
    /// A second object that it touches in the same step: waiting on a condvar also releases a lock.
    pub(crate) also: ObjectId,
    /// Whether it may change what it touches.
    pub(crate) writes: bool,
    /// Whether two of these can be swapped although they write: readers that come and go.
    pub(crate) shares: bool,
    /// When an operation that may change something changes nothing after all.
    pub(crate) idle: Idle,
    /// What it depends on besides: the clock, the wakeups that are left.
    pub(crate) touches: Touches,
    pub(crate) wait: Wait,
    pub(crate) location: &'static Location<'static>,
}

/// Under which condition an operation only looks. Two looks commute, and no spinner wakes for one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Idle {
    Never,
    /// A swap that puts back what is there, and hands nothing on.
    IfValueIs(u64),
    /// An exchange that does not find what it expects.
    UnlessValueIs(u64),
    /// A try to take a lock that somebody holds.
    IfHeld,
    /// It counts, up or down, and is no look: in the order phase two of these commute, unless the count may come down
    /// to zero by them.
    Counts {
        down: bool,
    },
}

/// What has to be true before the operation can go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    /// Nothing.
    Ready,
    /// The thread has yet to run up to its first operation.
    Start,
    /// The lock is free.
    Free,
    /// That thread has ended.
    Ended(usize),
    /// All threads of that scope have ended.
    Scope(usize),
    /// The thread's own park token is there.
    Token,
    /// Somebody has notified the condvar or the address that the thread sleeps on.
    Notified,
    /// A sleep is over.
    Time,
    /// The clock shows something else than this.
    Clock(u64),
    /// Nothing: the thread was woken, and returns.
    Roused,
    /// No writer holds the lock.
    Read,
    /// Nobody holds the lock.
    Write,
    /// The barrier has opened so many times.
    Opened(u32),
    /// Nobody is running the initialisation.
    NotRunning,
    /// The initialisation is complete, or has panicked.
    Over,
    /// The initialisation is complete.
    Complete,
    /// There is a message, or nobody is left who could send one.
    Message,
    /// There is room for a message, or nobody is left who could receive it.
    Room,
    /// That message has been taken, or nobody is left who could take it.
    Taken(u32),
}

impl Wait {
    /// Such steps commute with everything that others can do, so they are taken at once: no choice is lost.
    pub(crate) fn is_automatic(self) -> bool {
        matches!(
            self,
            Wait::Start
                | Wait::Roused
                | Wait::Ended(_)
                | Wait::Scope(_)
                | Wait::Opened(_)
                | Wait::Taken(_)
        )
    }
}

impl Request {
    /// An operation that can go at once, and may change the object.
    pub(crate) fn new(
        operation: Operation,
        object: ObjectId,
        location: &'static Location<'static>,
    ) -> Self {
        Request {
            operation,
            object,
            also: NO_OBJECT,
            writes: true,
            shares: false,
            idle: Idle::Never,
            touches: Touches::NOTHING,
            wait: Wait::Ready,
            location,
        }
    }

    pub(crate) fn also(self, also: ObjectId) -> Self {
        Request { also, ..self }
    }

    pub(crate) fn touching(self, touches: Touches) -> Self {
        Request { touches, ..self }
    }

    pub(crate) fn waits(self, wait: Wait) -> Self {
        Request { wait, ..self }
    }

    /// It changes nothing that others can see.
    pub(crate) fn reads_only(self) -> Self {
        Request { writes: false, ..self }
    }

    /// It may be swapped with others of its kind, though with nobody else.
    pub(crate) fn shares(self) -> Self {
        Request { shares: true, ..self }
    }

    pub(crate) fn idle(self, idle: Idle) -> Self {
        Request { idle, ..self }
    }

    pub(crate) fn touches(&self, object: ObjectId) -> bool {
        object != NO_OBJECT && (self.object == object || self.also == object)
    }

    /// Whether it asks whether a thread has ended: each step of that thread may be its last.
    pub(crate) fn looks_at_an_end(&self) -> bool {
        ended_thread(self.object).is_some()
    }

    /// Whether taking the two operations in either order leads to the same state. The caller says which of them
    /// change anything: see [`Execution::as_it_stands`](crate::machine::execution::Execution::as_it_stands).
    pub(crate) fn commutes_with(&self, other: &Request) -> bool {
        if self.touches.clashes_with(other.touches) {
            return false;
        }
        let meet = self.touches(other.object) || self.touches(other.also);
        !meet || (self.shares && other.shares) || !(self.writes || other.writes)
    }
}
