//! What a run looked like, as plain data: threads, objects and steps, and the failure that ended it.
//!
//! This is the format of the snapshots under `lessons/*/traces`, so it is versioned: see [`FORMAT`].

use serde::{Deserialize, Serialize};

use crate::schedule::Schedule;

/// The version of the JSON that [`Counterexample`] and [`Trace`] are written as.
pub const FORMAT: u32 = 1;

/// One run: who took part, what they shared, and every step in the order in which it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The version of this format; [`FORMAT`] when it was written.
    pub version: u32,
    /// The threads, in the order they were spawned. The first is the one that the closure itself ran on.
    pub threads: Vec<Thread>,
    /// The objects that the threads shared, in the order of their first use.
    pub objects: Vec<Object>,
    /// The steps, in the order in which they happened.
    pub steps: Vec<Step>,
}

/// A thread of the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// `main`, the name given to its builder, or `A`, `B`, `C` in the order of spawning.
    pub name: String,
}

/// Something the threads share: an atomic, a lock, a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// What the source calls it, or its type with a number where the source does not say.
    pub name: String,
    /// The type, as std spells it: `AtomicU64`, `Mutex`, `UnsafeCell`.
    pub kind: String,
    /// The value before the first step, where it can be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initial: Option<String>,
}

/// One operation by one thread on one object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which thread took the step: an index into [`Trace::threads`].
    pub thread: usize,
    /// What it did.
    pub operation: Operation,
    /// Which object it did it to: an index into [`Trace::objects`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<usize>,
    /// Which thread it was about, for spawn, join and unpark: an index into [`Trace::threads`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<usize>,
    /// The value that it read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
    /// The value that it left behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrote: Option<String>,
    /// The memory ordering, for atomics and fences; of a failed exchange, the failure ordering.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordering: Option<String>,
    /// Set when the value read was not the newest one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale: Option<Stale>,
    /// Set when the thread had to wait before it could take this step: the first step that was taken meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waited_since: Option<usize>,
    /// How often the thread had looked before, when it spun until the value changed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub spins: usize,
    /// Whom it woke, for notifying and the like, as indices into [`Trace::threads`]: empty where nobody slept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub woke: Option<Vec<usize>>,
    /// The step that woke this thread, where it had been asleep until then: an index into the steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub woken_by: Option<usize>,
    /// The lock that waiting on a condvar gives back: an index into [`Trace::objects`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<usize>,
    /// The value that a futex wait wants to find.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// How long it is to last at most, or what the clock showed: `5 ms`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Where in the source.
    pub location: Location,
    /// Why this step matters, in words: `overwrites what B stored`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// A read of a value that had been overwritten already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stale {
    /// The newest value, which the read missed.
    pub newest: String,
    /// The index of the step that stored the newest value.
    pub stored_by: usize,
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// Started a thread.
    Spawn,
    /// Waited for a thread to end.
    Join,
    /// Read an atomic.
    Load,
    /// Wrote an atomic.
    Store,
    /// Wrote an atomic and read what was there, in one step.
    Swap,
    /// `fetch_add` on an atomic.
    FetchAdd,
    /// `fetch_sub` on an atomic.
    FetchSub,
    /// `fetch_and` on an atomic.
    FetchAnd,
    /// `fetch_nand` on an atomic.
    FetchNand,
    /// `fetch_or` on an atomic.
    FetchOr,
    /// `fetch_xor` on an atomic.
    FetchXor,
    /// `fetch_max` on an atomic.
    FetchMax,
    /// `fetch_min` on an atomic.
    FetchMin,
    /// `fetch_ptr_add` on an atomic pointer.
    FetchPtrAdd,
    /// `fetch_ptr_sub` on an atomic pointer.
    FetchPtrSub,
    /// `fetch_byte_add` on an atomic pointer.
    FetchByteAdd,
    /// `fetch_byte_sub` on an atomic pointer.
    FetchByteSub,
    /// `compare_exchange` that found what it expected.
    CompareExchange,
    /// `compare_exchange` that did not.
    CompareExchangeFailed,
    /// `compare_exchange_weak` that found what it expected.
    CompareExchangeWeak,
    /// `compare_exchange_weak` that did not.
    CompareExchangeWeakFailed,
    /// `compare_exchange_weak` that found what it expected, and failed for no reason.
    FailedSpuriously,
    /// A memory fence.
    Fence,
    /// Took a lock.
    Lock,
    /// Tried to take a lock, and got it.
    TryLock,
    /// Tried to take a lock, and found it held.
    TryLockFailed,
    /// Released a lock.
    Unlock,
    /// Read a cell.
    CellRead,
    /// Wrote a cell, or asked for a pointer through which it may be written.
    CellWrite,
    /// Borrowed the value of a `RefCell` for reading, which changes its count.
    Borrow,
    /// Wanted to borrow the value of a `RefCell` for reading, and found it borrowed for writing.
    BorrowFailed,
    /// Borrowed the value of a `RefCell` for writing, which changes its count.
    BorrowMut,
    /// Wanted to borrow the value of a `RefCell` for writing, and found it borrowed.
    BorrowMutFailed,
    /// Dropped a borrow, which changes the count of its `RefCell`.
    BorrowEnds,
    /// Cloned an `Rc`, which changes its count.
    Clone,
    /// Dropped an `Rc`, which changes its count.
    Drop,
    /// Went to sleep until unparked, or used up a token that was there already.
    Park,
    /// Woke a parked thread, or left it a token.
    Unpark,
    /// Gave way to others.
    Yield,
    /// Gave a lock back and went to sleep on a condvar.
    Wait,
    /// The same with a timeout.
    WaitTimeout,
    /// Woke one of those who slept on a condvar.
    NotifyOne,
    /// Woke all who slept on a condvar.
    NotifyAll,
    /// A wait or a sleep ended because its time was up.
    TimedOut,
    /// A wait ended for no reason.
    WokeSpuriously,
    /// Looked at an atomic, and went to sleep on its address if it had the expected value.
    FutexWait,
    /// Woke one of those who slept on an address.
    FutexWakeOne,
    /// Woke all who slept on an address.
    FutexWakeAll,
    /// Went to sleep until unparked, at most for so long; without a time, came back because it was unparked.
    ParkTimeout,
    /// Went to sleep for some time.
    Sleep,
    /// Looked at the clock.
    Now,
    /// Released a lock in a panic, and poisoned it.
    UnlockPoisoned,
    /// Asked whether a lock is poisoned.
    IsPoisoned,
    /// Made a poisoned lock whole again.
    ClearPoison,
    /// Took a read-write lock for reading.
    ReadLock,
    /// Tried to take a read-write lock for reading, and got it.
    TryReadLock,
    /// Tried to take a read-write lock for reading, and found a writer.
    TryReadLockFailed,
    /// Took a read-write lock for writing.
    WriteLock,
    /// Tried to take a read-write lock for writing, and got it.
    TryWriteLock,
    /// Tried to take a read-write lock for writing, and found it held.
    TryWriteLockFailed,
    /// Turned a lock for writing into one for reading.
    Downgrade,
    /// Came to a barrier, and was not the last.
    BarrierWait,
    /// Came to a barrier as the last, and opened it.
    BarrierOpen,
    /// Went on from a barrier that somebody else had opened.
    BarrierLeave,
    /// Began an initialisation that happens once.
    OnceStart,
    /// Completed it.
    OnceFinish,
    /// Panicked in it.
    OncePoison,
    /// Wanted to begin it, and found it complete.
    OnceFound,
    /// Wanted to begin it, and found that it had panicked.
    OncePoisoned,
    /// Waited until it was complete.
    OnceWait,
    /// Asked whether it is complete.
    IsCompleted,
    /// Read what it made.
    OnceGet,
    /// Wanted to read what it made, and found nothing.
    OnceGetFailed,
    /// Filled it with a value.
    OnceSet,
    /// Wanted to fill it with a value, and found it full.
    OnceSetFailed,
    /// Sent a message.
    Send,
    /// Wanted to send a message, and found the receiver gone.
    SendFailed,
    /// Went on after a message that it had offered was taken, or refused.
    SendEnds,
    /// Tried to send a message, and did.
    TrySend,
    /// Tried to send a message, and found no room, or the receiver gone.
    TrySendFailed,
    /// Received a message.
    Recv,
    /// Wanted to receive a message, and found none, and every sender gone.
    RecvFailed,
    /// Came to receive a message that only a waiting receiver can be handed.
    RecvWait,
    /// Tried to receive a message, and did.
    TryRecv,
    /// Tried to receive a message, and found none.
    TryRecvFailed,
    /// Came to receive a message within some time, and found none; without a time, received one.
    RecvTimeout,
    /// Wanted to receive a message within some time, and found none, and every sender gone.
    RecvTimeoutFailed,
    /// Dropped a sender.
    DropSender,
    /// Dropped a receiver.
    DropReceiver,
    /// Asked whether a thread has ended.
    IsFinished,
}

impl Operation {
    /// Whether it only starts a thread or waits for one: no step that pictures show or proofs count.
    pub(crate) fn is_bookkeeping(self) -> bool {
        matches!(self, Operation::Spawn | Operation::Join)
    }

    /// Whether it happens where something is dropped, which no line of the source says.
    pub(crate) fn is_drop(self) -> bool {
        matches!(
            self,
            Operation::Unlock
                | Operation::UnlockPoisoned
                | Operation::Drop
                | Operation::BorrowEnds
                | Operation::DropSender
                | Operation::DropReceiver
        )
    }

    /// Whether of the operations on cells it is one that writes nothing.
    pub(crate) fn only_reads_a_cell(self) -> bool {
        matches!(self, Operation::CellRead | Operation::BorrowFailed | Operation::BorrowMutFailed)
    }

    /// Whether what it reads is yes or no, whatever the object holds.
    pub(crate) fn asks(self) -> bool {
        matches!(self, Operation::IsPoisoned | Operation::IsCompleted | Operation::IsFinished)
    }
}

/// A place in the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Location {
    /// The file, with forward slashes, relative to the package where possible.
    pub file: String,
    /// The line, counted from 1.
    pub line: u32,
    /// The text of the line, trimmed; empty where the file could not be read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// A run that fails, and everything needed to explain it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterexample {
    /// What went wrong.
    pub failure: Failure,
    /// Which phase of the search found it.
    pub phase: Phase,
    /// What is to blame: the order of the steps, or the memory ordering.
    pub cause: Cause,
    /// How often a thread was interrupted although it could have gone on.
    pub preemptions: usize,
    /// How many executions were tried, this one included.
    pub executions: u64,
    /// The schedule of this run: replaying it fails in the same way.
    pub schedule: Schedule,
    /// The steps that lead to the failure.
    pub trace: Trace,
}

/// The two phases of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Every read sees the newest value: sequential consistency.
    Order,
    /// A read may see any value that the memory orderings still allow.
    Memory,
}

/// What a failure is to be blamed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The order of the steps: it fails even with `SeqCst` everywhere.
    OrderOfSteps,
    /// The memory ordering: with `SeqCst` everywhere this run could not have happened.
    MemoryOrdering,
}

/// What went wrong in a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Failure {
    /// The closure, or a thread it waits for, panicked. An assertion that does not hold is the common case.
    Assertion {
        /// What the panic said.
        message: String,
        /// Which thread panicked.
        thread: usize,
        /// Where.
        location: Location,
    },
    /// A thread panicked, and nobody joined it.
    UnjoinedPanic {
        /// What the panic said.
        message: String,
        /// Which thread panicked.
        thread: usize,
        /// Where.
        location: Location,
    },
    /// Two accesses to one cell, at least one of them a write, that nothing orders.
    DataRace {
        /// Which cell.
        object: usize,
        /// The earlier access, as an index into the steps.
        first: usize,
        /// The later access, as an index into the steps.
        second: usize,
        /// The edge that is missing, where memory ordering is to blame.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        missing: Option<String>,
    },
    /// Nobody can go on.
    Deadlock {
        /// Each thread that waits.
        waiting: Vec<Waiting>,
    },
    /// Nobody can go on because somebody sleeps, on a condvar, on an address or parked, and nobody is left who
    /// would wake it.
    LostWakeup {
        /// Each thread that waits, the sleepers among them.
        waiting: Vec<Waiting>,
    },
    /// Nobody can go on, and at least one thread is not asleep but spins, or does nothing but time out.
    Spin {
        /// Each thread that waits, the spinners among them.
        waiting: Vec<Waiting>,
    },
    /// The closure has returned, and a thread that nobody joined has yet to do something.
    NeverJoined {
        /// Which thread.
        thread: usize,
        /// What it would do next.
        operation: Operation,
        /// To which object.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        object: Option<usize>,
        /// Where.
        location: Location,
        /// Where it was spawned.
        spawned: Box<Location>,
    },
}

/// A thread that waits for ever, and for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Who waits.
    pub thread: usize,
    /// What it wants to do.
    pub operation: Operation,
    /// The lock or atomic that it waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<usize>,
    /// The thread that it waits for: the one it joins, or the holder of the lock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<usize>,
    /// The step at which the holder took the lock, or at which the value spun on was last set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<usize>,
    /// The first step that was taken while it waited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<usize>,
    /// What has become of the thread that it waits for, if that one has ended: `has returned since`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<String>,
    /// The value a spinner keeps reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reads: Option<String>,
    /// The step with which a sleeper went to sleep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asleep_since: Option<usize>,
    /// The last notification before that, which found nobody asleep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<usize>,
    /// The last notification since then, which woke somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_over: Option<usize>,
    /// What a futex wait sleeps on, and what the atomic holds by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sleeps_while: Option<(String, String)>,
    /// How often its waits timed out, where it does nothing else any more.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub timeouts: usize,
    /// What it waits for and why in vain, where the above does not say: `to read …`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Where it waits.
    pub location: Location,
}
