//! What "first come, first served" means, as a function.

use std::collections::VecDeque;

/// The name of a thread: a letter.
pub type Name = char;

/// Something that happened at a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A thread came to the lock, and wants to go in.
    Came(Name),
    /// A thread that had come went in.
    WentIn(Name),
    /// A thread that was in came out.
    CameOut(Name),
}

/// Whether all threads went in in the order in which they came.
pub fn first_come_first_served(history: &[Event]) -> bool {
    let mut queue = VecDeque::new();
    history.iter().all(|event| match event {
        Event::Came(name) => {
            queue.push_back(name);
            true
        }
        // Only the thread that came first may go in. A thread that is left in the queue was not overtaken.
        Event::WentIn(name) => queue.pop_front() == Some(name),
        Event::CameOut(_) => true,
    })
}
