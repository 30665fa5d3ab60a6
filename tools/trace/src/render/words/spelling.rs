//! How the source spells an operation.

use crate::run::{Operation, type_names};

/// An operation as the source spells it.
pub fn verb(operation: Operation) -> &'static str {
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
        Operation::UnlockPoisoned => "unlock",
        Operation::IsPoisoned => "is_poisoned",
        Operation::ClearPoison => "clear_poison",
        Operation::ReadLock => "read",
        Operation::TryReadLock | Operation::TryReadLockFailed => "try_read",
        Operation::WriteLock => "write",
        Operation::TryWriteLock | Operation::TryWriteLockFailed => "try_write",
        Operation::Downgrade => "downgrade",
        Operation::BarrierWait | Operation::BarrierOpen | Operation::BarrierLeave => "wait",
        Operation::OnceStart
        | Operation::OnceFinish
        | Operation::OncePoison
        | Operation::OnceFound
        | Operation::OncePoisoned => "call_once",
        Operation::OnceWait => "wait",
        Operation::IsCompleted => "is_completed",
        Operation::OnceGet | Operation::OnceGetFailed => "get",
        Operation::OnceSet | Operation::OnceSetFailed => "set",
        Operation::Send | Operation::SendFailed | Operation::SendEnds => "send",
        Operation::TrySend | Operation::TrySendFailed => "try_send",
        Operation::Recv | Operation::RecvFailed | Operation::RecvWait => "recv",
        Operation::TryRecv | Operation::TryRecvFailed => "try_recv",
        Operation::RecvTimeout | Operation::RecvTimeoutFailed => "recv_timeout",
        Operation::DropSender | Operation::DropReceiver => "drop",
        Operation::IsFinished => "is_finished",
        Operation::Borrow | Operation::BorrowFailed | Operation::BorrowEnds => "borrow",
        Operation::BorrowMut | Operation::BorrowMutFailed => "borrow_mut",
    }
}

/// An operation on an object of that type, as the source spells it.
pub fn verb_on(operation: Operation, kind: &str) -> &'static str {
    match (operation, kind) {
        (
            Operation::OnceStart
            | Operation::OnceFinish
            | Operation::OncePoison
            | Operation::OnceFound
            | Operation::OncePoisoned,
            "OnceLock",
        ) => "get_or_init",
        (
            Operation::OnceStart
            | Operation::OnceFinish
            | Operation::OncePoison
            | Operation::OnceFound
            | Operation::OncePoisoned,
            "LazyLock",
        ) => "force",
        (Operation::Load, type_names::ARC) => "strong_count",
        (Operation::Load, type_names::WEAK) => "weak_count",
        (Operation::Store, type_names::ARC) => "new_cyclic",
        (Operation::Swap, type_names::ARC) => "get_mut",
        (Operation::FetchAdd, type_names::ARC) => "upgrade",
        (Operation::FetchAdd, type_names::WEAK) => "downgrade",
        (Operation::FetchSub, type_names::ARC) => "into_inner",
        (Operation::CompareExchange | Operation::CompareExchangeFailed, type_names::ARC) => {
            "try_unwrap"
        }
        (
            Operation::CompareExchangeWeak | Operation::CompareExchangeWeakFailed,
            type_names::ARC,
        ) => "make_mut",
        _ => verb(operation),
    }
}
