//! How the source spells the operations on read-write locks, barriers, onces and channels, and what a picture says
//! of them.

use crate::trace::{Operation, Step, kinds};

/// An operation on an object of that type, as the source spells it.
pub(crate) fn verb_on(operation: Operation, kind: &str) -> &'static str {
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
        (Operation::Load, kinds::ARC) => "strong_count",
        (Operation::Load, kinds::WEAK) => "weak_count",
        (Operation::Store, kinds::ARC) => "new_cyclic",
        (Operation::Swap, kinds::ARC) => "get_mut",
        (Operation::FetchAdd, kinds::ARC) => "upgrade",
        (Operation::FetchAdd, kinds::WEAK) => "downgrade",
        (Operation::FetchSub, kinds::ARC) => "into_inner",
        (Operation::CompareExchange | Operation::CompareExchangeFailed, kinds::ARC) => "try_unwrap",
        (Operation::CompareExchangeWeak | Operation::CompareExchangeWeakFailed, kinds::ARC) => {
            "make_mut"
        }
        _ => crate::render::words::verb(operation),
    }
}

/// The same where the type does not matter.
pub(crate) fn verb(operation: Operation) -> &'static str {
    match operation {
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
        _ => "",
    }
}

/// What the step did, in a few words; none where the ordinary ones will do.
pub(crate) fn label(step: &Step, what: &str, target: &str) -> Option<String> {
    let text = match step.operation {
        Operation::IsFinished => {
            format!("{target}.is_finished → {}", step.read.as_deref().unwrap_or("?"))
        }
        Operation::UnlockPoisoned => format!("{what} poisons"),
        Operation::BorrowFailed
        | Operation::BorrowMutFailed
        | Operation::TryReadLockFailed
        | Operation::TryWriteLockFailed
        | Operation::OncePoisoned
        | Operation::OnceSetFailed
        | Operation::SendFailed
        | Operation::TrySendFailed
        | Operation::RecvFailed
        | Operation::TryRecvFailed
        | Operation::RecvTimeoutFailed => format!("{what} fails"),
        Operation::BarrierOpen => format!("{what} opens"),
        Operation::OnceStart => format!("{what} begins"),
        Operation::OncePoison => format!("{what} panics"),
        Operation::OnceFinish
        | Operation::BarrierLeave
        | Operation::SendEnds
        | Operation::BorrowEnds => {
            let wrote = step.wrote.as_ref().map_or(String::new(), |value| format!(" with {value}"));
            format!("{what} ends{wrote}")
        }
        Operation::OnceGetFailed => format!("{what} → None"),
        Operation::RecvWait => format!("{what} …"),
        Operation::RecvTimeout if step.time.is_some() => {
            format!("{what} {}", step.time.as_deref().unwrap_or_default())
        }
        _ => match (&step.read, &step.wrote) {
            _ if verb(step.operation).is_empty() => return None,
            (Some(read), _) => format!("{what} → {read}"),
            (None, Some(wrote)) => format!("{what} {wrote}"),
            (None, None) => what.to_string(),
        },
    };
    Some(text)
}

/// Where a step stands that is taken when something is dropped: no line says so, but one says where it came from.
pub(crate) fn dropped(step: &Step) -> Option<String> {
    let what = match step.operation {
        Operation::Unlock | Operation::UnlockPoisoned => "guard",
        Operation::Drop => "handle",
        Operation::BorrowEnds => "borrow",
        Operation::DropSender => "sender",
        Operation::DropReceiver => "receiver",
        _ => return None,
    };
    Some(format!("end of the {what} from line {}", step.location.line))
}
