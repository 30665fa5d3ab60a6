//! What "first come, first served" means, as a function.

use std::collections::VecDeque;

/// Who did something: a thread, known by its letter.
pub type Name = char;

/// Something that happened at a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody came to the lock, and wants to go in.
    Came(Name),
    /// Somebody who had come went in.
    WentIn(Name),
    /// Somebody who was in came out.
    CameOut(Name),
}

/// Whether everybody went in in the order in which they came.
pub fn first_come_first_served(history: &[Event]) -> bool {
    let mut queue = VecDeque::new();
    history.iter().all(|event| match event {
        Event::Came(name) => {
            queue.push_back(name);
            true
        }
        // Only whoever has waited longest may go in. Whoever is left in the queue was overtaken by nobody.
        Event::WentIn(name) => queue.pop_front() == Some(name),
        Event::CameOut(_) => true,
    })
}
