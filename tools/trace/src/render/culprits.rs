//! Orders the threads that wait forever: first those that wait for each other in a cycle.

use crate::run::{Operation, Waiting};

/// The threads worth a sentence, in that order. A thread that only waits for another to end is a consequence, so it
/// is left out.
pub(crate) fn culprits(waiting: &[Waiting]) -> Vec<&Waiting> {
    let joins = |w: &Waiting| w.operation == Operation::Join && w.reads.is_none();
    let mut order = circle(waiting);
    let rest = waiting.iter().filter(|w| !joins(w) && !order.contains(w)).collect::<Vec<_>>();
    order.extend(rest);
    if order.is_empty() { waiting.iter().collect() } else { order }
}

/// Threads of which each waits for the next, and the last for the first; none if there is no such cycle.
fn circle(waiting: &[Waiting]) -> Vec<&Waiting> {
    let next = |w: &Waiting| waiting.iter().find(|other| Some(other.thread) == w.on);
    for start in waiting {
        let mut path = vec![start];
        while let Some(then) = path.last().and_then(|w| next(w)) {
            if then.thread == start.thread {
                return path;
            }
            if path.iter().any(|w| w.thread == then.thread) {
                break;
            }
            path.push(then);
        }
    }
    Vec::new()
}
