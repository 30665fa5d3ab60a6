//! How the source spells an operation.

use crate::render::verbs;
use crate::trace::Operation;

/// An operation as the source spells it.
pub(crate) fn verb(operation: Operation) -> &'static str {
    match operation {
        Operation::Spawn => "spawn",
        Operation::Join => "join",
        Operation::Load => "load",
        Operation::Store => "store",
        Operation::Swap => "swap",
        Operation::FetchAdd => "fetch_add",
        Operation::FetchSub => "fetch_sub",
        Operation::FetchAnd => "fetch_and",
        Operation::FetchNand => "fetch_nand",
        Operation::FetchOr => "fetch_or",
        Operation::FetchXor => "fetch_xor",
        Operation::FetchMax => "fetch_max",
        Operation::FetchMin => "fetch_min",
        Operation::FetchPtrAdd => "fetch_ptr_add",
        Operation::FetchPtrSub => "fetch_ptr_sub",
        Operation::FetchByteAdd => "fetch_byte_add",
        Operation::FetchByteSub => "fetch_byte_sub",
        Operation::CompareExchange | Operation::CompareExchangeFailed => "compare_exchange",
        Operation::CompareExchangeWeak
        | Operation::CompareExchangeWeakFailed
        | Operation::FailedSpuriously => "compare_exchange_weak",
        Operation::Fence => "fence",
        Operation::Lock => "lock",
        Operation::TryLock | Operation::TryLockFailed => "try_lock",
        Operation::Unlock => "unlock",
        Operation::Clone => "clone",
        Operation::Drop => "drop",
        Operation::CellRead => "read",
        Operation::CellWrite => "write",
        Operation::Park => "park",
        Operation::Unpark => "unpark",
        Operation::Yield => "yield",
        Operation::Wait | Operation::FutexWait => "wait",
        Operation::WaitTimeout => "wait_timeout",
        Operation::NotifyOne => "notify_one",
        Operation::NotifyAll => "notify_all",
        Operation::TimedOut => "timeout",
        Operation::WokeSpuriously => "spurious wakeup",
        Operation::FutexWakeOne => "wake_one",
        Operation::FutexWakeAll => "wake_all",
        Operation::ParkTimeout => "park_timeout",
        Operation::Sleep => "sleep",
        Operation::Now => "now",
        other => verbs::verb(other),
    }
}
