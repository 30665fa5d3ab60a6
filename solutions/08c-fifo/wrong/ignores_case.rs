//! rejected: assertion — takes a and A for the same thread
//! by: names_that_are_alike_are_different_names

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
    for &event in history {
        match event {
            Event::Came(name) => queue.push_back(name),
            Event::WentIn(name) => match queue.pop_front() {
                Some(first) if first.eq_ignore_ascii_case(&name) => {}
                _ => return false,
            },
            Event::CameOut(_) => {}
        }
    }
    true
}
