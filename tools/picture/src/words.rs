//! The few words that only the book needs; the rest are the explorer's own, so that book and terminal say alike.

use trace::{Failure, Operation, Step, Trace, Waiting};

/// What a step does, without what comes of it: `balance.load`.
pub fn action(step: &Step, trace: &Trace) -> String {
    // These two are no calls: the wait ends, whatever the thread waits for.
    if step.operation == Operation::WokeSpuriously {
        return "wakes for no reason".to_owned();
    }
    if step.operation == Operation::TimedOut {
        return "times out".to_owned();
    }
    trace.called(step.operation, step.object)
}

/// What a thread that is stuck wants to do: `b.lock`.
pub fn wanted(waiting: &Waiting, trace: &Trace) -> String {
    trace.called(waiting.operation, waiting.object)
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
    list(names, "and")
}

/// Alternatives as a sentence has them: `A, B or C`.
pub fn or(names: &[&str]) -> String {
    list(names, "or")
}

fn list(names: &[&str], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
