//! rejected: assertion — keeps names as u16, so two names may become one
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
    let mut queue: VecDeque<u16> = VecDeque::new();
    for &event in history {
        match event {
            Event::Came(name) => queue.push_back(name as u32 as u16),
            Event::WentIn(name) => {
                if queue.pop_front() != Some(name as u32 as u16) {
                    return false;
                }
            }
            Event::CameOut(_) => {}
        }
    }
    true
}
