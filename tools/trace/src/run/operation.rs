//! What a step can do.

use serde::{Deserialize, Serialize};

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
    /// Acquired a lock.
    Lock,
    /// Tried to acquire a lock, and did.
    TryLock,
    /// Tried to acquire a lock, and found it held.
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
    /// Cloned an `Rc` or an `Arc`, which changes its count.
    Clone,
    /// Dropped an `Rc` or an `Arc`, which changes its count.
    Drop,
    /// Went to sleep until unparked, or used up a token that was there already.
    Park,
    /// Woke a parked thread, or left it a token.
    Unpark,
    /// Yielded to other threads.
    Yield,
    /// Released a lock and went to sleep on a condvar.
    Wait,
    /// Released a lock and went to sleep on a condvar, at most for some time.
    WaitTimeout,
    /// Woke one of the threads that slept on a condvar.
    NotifyOne,
    /// Woke all threads that slept on a condvar.
    NotifyAll,
    /// A wait or a sleep ended because its time was up.
    TimedOut,
    /// A wait ended for no reason.
    WokeSpuriously,
    /// Looked at an atomic, and went to sleep on its address if it had the expected value.
    FutexWait,
    /// Woke one of the threads that slept on an address.
    FutexWakeOne,
    /// Woke all threads that slept on an address.
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
    /// Cleared the poison of a lock.
    ClearPoison,
    /// Acquired a read-write lock for reading.
    ReadLock,
    /// Tried to acquire a read-write lock for reading, and did.
    TryReadLock,
    /// Tried to acquire a read-write lock for reading, and found a writer.
    TryReadLockFailed,
    /// Acquired a read-write lock for writing.
    WriteLock,
    /// Tried to acquire a read-write lock for writing, and did.
    TryWriteLock,
    /// Tried to acquire a read-write lock for writing, and found it held.
    TryWriteLockFailed,
    /// Turned a lock for writing into one for reading.
    Downgrade,
    /// Came to a barrier, and was not the last.
    BarrierWait,
    /// Came to a barrier as the last, and opened it.
    BarrierOpen,
    /// Continued from a barrier that another thread had opened.
    BarrierLeave,
    /// Began a one-time initialisation.
    OnceStart,
    /// Completed a one-time initialisation.
    OnceFinish,
    /// Panicked in a one-time initialisation.
    OncePoison,
    /// Wanted to begin a one-time initialisation, and found it complete.
    OnceFound,
    /// Wanted to begin a one-time initialisation, and found that it had panicked.
    OncePoisoned,
    /// Waited until a one-time initialisation was complete.
    OnceWait,
    /// Asked whether a one-time initialisation is complete.
    IsCompleted,
    /// Read what a one-time initialisation made.
    OnceGet,
    /// Wanted to read what a one-time initialisation made, and found nothing.
    OnceGetFailed,
    /// Set a one-time value directly, without an initialisation.
    OnceSet,
    /// Wanted to set a one-time value directly, and found it set.
    OnceSetFailed,
    /// Sent a message.
    Send,
    /// Wanted to send a message, and found the receiver gone.
    SendFailed,
    /// Continued after a message that it had offered was taken, or refused.
    SendEnds,
    /// Tried to send a message, and did.
    TrySend,
    /// Tried to send a message, and found no room, or the receiver gone.
    TrySendFailed,
    /// Received a message.
    Recv,
    /// Wanted to receive a message, and found none, and every sender gone.
    RecvFailed,
    /// Came to receive a message that can only be passed to a waiting receiver.
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

/// What all code that treats several operations alike must know about an operation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// It only starts a thread or waits for one.
    Bookkeeping,
    /// It happens when this is dropped.
    Drop(&'static str),
    /// It reads a cell, and writes nothing.
    CellLook,
    /// It asks something that is answered with yes or no.
    Question,
    /// None of these.
    Other,
}

impl Operation {
    /// Names every operation, so that a new one must be named here as well.
    #[inline]
    fn class(self) -> Class {
        use Operation::*;
        match self {
            Spawn | Join => Class::Bookkeeping,
            Unlock | UnlockPoisoned => Class::Drop("guard"),
            Drop => Class::Drop("handle"),
            BorrowEnds => Class::Drop("borrow"),
            DropSender => Class::Drop("sender"),
            DropReceiver => Class::Drop("receiver"),
            CellRead | BorrowFailed | BorrowMutFailed => Class::CellLook,
            IsPoisoned | IsCompleted | IsFinished => Class::Question,
            Load
            | Store
            | Swap
            | FetchAdd
            | FetchSub
            | FetchAnd
            | FetchNand
            | FetchOr
            | FetchXor
            | FetchMax
            | FetchMin
            | FetchPtrAdd
            | FetchPtrSub
            | FetchByteAdd
            | FetchByteSub
            | CompareExchange
            | CompareExchangeFailed
            | CompareExchangeWeak
            | CompareExchangeWeakFailed
            | FailedSpuriously
            | Fence
            | Lock
            | TryLock
            | TryLockFailed
            | CellWrite
            | Borrow
            | BorrowMut
            | Clone
            | Park
            | Unpark
            | Yield
            | Wait
            | WaitTimeout
            | NotifyOne
            | NotifyAll
            | TimedOut
            | WokeSpuriously
            | FutexWait
            | FutexWakeOne
            | FutexWakeAll
            | ParkTimeout
            | Sleep
            | Now
            | ClearPoison
            | ReadLock
            | TryReadLock
            | TryReadLockFailed
            | WriteLock
            | TryWriteLock
            | TryWriteLockFailed
            | Downgrade
            | BarrierWait
            | BarrierOpen
            | BarrierLeave
            | OnceStart
            | OnceFinish
            | OncePoison
            | OnceFound
            | OncePoisoned
            | OnceWait
            | OnceGet
            | OnceGetFailed
            | OnceSet
            | OnceSetFailed
            | Send
            | SendFailed
            | SendEnds
            | TrySend
            | TrySendFailed
            | Recv
            | RecvFailed
            | RecvWait
            | TryRecv
            | TryRecvFailed
            | RecvTimeout
            | RecvTimeoutFailed => Class::Other,
        }
    }

    /// Whether it only starts a thread or waits for one: pictures don't show such a step, and proofs don't count it.
    #[inline]
    pub fn is_bookkeeping(self) -> bool {
        self.class() == Class::Bookkeeping
    }

    /// What is dropped when it happens, which no line of the source says.
    #[inline]
    pub fn dropped(self) -> Option<&'static str> {
        if let Class::Drop(what) = self.class() { Some(what) } else { None }
    }

    /// Whether it happens when something is dropped.
    #[inline]
    pub fn is_drop(self) -> bool {
        self.dropped().is_some()
    }

    /// Whether it is an operation on a cell that writes nothing.
    #[inline]
    pub fn only_reads_a_cell(self) -> bool {
        self.class() == Class::CellLook
    }

    /// Whether what it reads is yes or no, whatever the object holds.
    #[inline]
    pub fn asks(self) -> bool {
        self.class() == Class::Question
    }
}
