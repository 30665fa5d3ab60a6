//! The few words that only the book needs; the rest are the explorer's own, so that book and terminal say alike.

use interleave::trace::{Failure, Operation, Step, Trace, Waiting};

/// What a step does, without what comes of it: `balance.load`.
pub fn action(step: &Step, trace: &Trace) -> String {
    called(step.operation, step.object, trace)
}

/// What a thread that is stuck wants to do: `b.lock`.
pub fn wanted(waiting: &Waiting, trace: &Trace) -> String {
    called(waiting.operation, waiting.object, trace)
}

/// What went wrong, in a word or two, where there is no room for the whole story.
pub fn failure(failure: &Failure) -> String {
    match failure {
        Failure::Assertion { message, .. } => message.lines().next().unwrap_or("fails").to_owned(),
        Failure::UnjoinedPanic { .. } => "a panic in a thread that was never joined".to_owned(),
        Failure::DataRace { .. } => "data race".to_owned(),
        Failure::Deadlock { .. } => "deadlock".to_owned(),
        Failure::LostWakeup { .. } => "sleeps forever".to_owned(),
        Failure::Spin { .. } => "spins forever".to_owned(),
        Failure::NeverJoined { .. } => "a thread that is never joined".to_owned(),
    }
}

/// A list as a sentence has it: `A, B and C`.
pub fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn called(operation: Operation, object: Option<usize>, trace: &Trace) -> String {
    let verb = verb(operation);
    match object {
        Some(object) => format!("{}.{verb}", trace.objects[object].name),
        None => verb,
    }
}

/// The name of an operation as the source spells it. Read from the JSON form, so that an operation that the
/// explorer learns later is told as well.
fn verb(operation: Operation) -> String {
    match operation {
        Operation::CompareExchangeFailed => "compare_exchange".to_owned(),
        Operation::CompareExchangeWeakFailed | Operation::FailedSpuriously => {
            "compare_exchange_weak".to_owned()
        }
        Operation::TryLockFailed => "try_lock".to_owned(),
        Operation::BorrowFailed | Operation::BorrowEnds => "borrow".to_owned(),
        Operation::BorrowMutFailed => "borrow_mut".to_owned(),
        Operation::CellRead => "read".to_owned(),
        Operation::CellWrite => "write".to_owned(),
        other => match serde_json::to_value(other) {
            Ok(serde_json::Value::String(name)) => name,
            _ => format!("{other:?}").to_lowercase(),
        },
    }
}
