//! The operation that a thread is about to take, and which two operations can be swapped without a difference.

use std::panic::Location;

use crate::machine::timed_waits::Touches;
use crate::trace::Operation;

/// An object's number in the running execution. Numbers from [`futex`] on stand for addresses that threads sleep
/// on, numbers from [`end`] on for ends of threads, numbers from [`token`] on for park tokens.
pub(crate) type ObjectId = u32;

/// The operation is about no object.
pub(crate) const NO_OBJECT: ObjectId = u32::MAX;

/// Any step of another thread: a thread that only yields waits for this.
pub(crate) const ANYTHING: ObjectId = u32::MAX - 1;

/// The park token of a thread, as an object.
pub(crate) fn token(thread: usize) -> ObjectId {
    (1 << 31) + thread as ObjectId
}

/// The queue of the threads that sleep on an address, as an object.
pub(crate) fn futex(queue: usize) -> ObjectId {
    (1 << 29) + queue as ObjectId
}

/// The end of a thread, as an object: each of its steps may be the last.
pub(crate) fn end(thread: usize) -> ObjectId {
    (1 << 30) + thread as ObjectId
}

/// The thread whose end the object stands for, if it stands for one.
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
    /// What else it depends on: the clock, the wakeups that are left.
    pub(crate) touches: Touches,
    pub(crate) wait: Wait,
    pub(crate) location: &'static Location<'static>,
}

/// Under which condition an operation only looks. Two looks commute, and a look wakes no spinner.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Idle {
    Never,
    /// A swap that writes the value that is there, and releases nothing.
    IfValueIs(u64),
    /// An exchange that doesn't find what it expects.
    UnlessValueIs(u64),
    /// A try to acquire a lock that is held.
    IfHeld,
    /// The operation counts up or down, so it isn't a look. In the order phase, two of these commute, unless they
    /// may bring the count down to zero.
    Counts {
        down: bool,
    },
}

/// What must be true before the operation is enabled.
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
    /// The condvar or the address that the thread sleeps on was notified.
    Notified,
    /// A sleep is over.
    Time,
    /// The clock shows another time than this.
    Clock(u64),
    /// Nothing: the thread was woken, and returns.
    Roused,
    /// No writer holds the lock.
    Read,
    /// No thread holds the lock.
    Write,
    /// The barrier has opened so many times.
    Opened(u32),
    /// No thread is running the initialisation.
    NotRunning,
    /// The initialisation is complete, or has panicked.
    Over,
    /// The initialisation is complete.
    Complete,
    /// There is a message, or no sender is left.
    Message,
    /// There is room for a message, or the receiver is gone.
    Room,
    /// That message has been taken, or the receiver is gone.
    Taken(u32),
}

impl Wait {
    /// Whether such a step commutes with everything that other threads can do. Then it is taken at once, and no
    /// choice is lost.
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
    /// An operation that is enabled at once, and may change the object.
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

    /// Says that the operation changes nothing that other threads can see.
    pub(crate) fn reads_only(self) -> Self {
        Request { writes: false, ..self }
    }

    /// Says that the operation can be swapped with others of its kind, but with no other operation.
    pub(crate) fn shares(self) -> Self {
        Request { shares: true, ..self }
    }

    pub(crate) fn idle(self, idle: Idle) -> Self {
        Request { idle, ..self }
    }

    pub(crate) fn touches(&self, object: ObjectId) -> bool {
        object != NO_OBJECT && (self.object == object || self.also == object)
    }

    /// Whether the operation asks if a thread has ended: each step of that thread may be its last.
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
