//! right: each coming gets a number, and the numbers go in one after the other

use std::collections::HashMap;

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
    let mut tickets = HashMap::new();
    let (mut next, mut serving) = (0_u64, 0);
    for event in history {
        match event {
            Event::Came(name) => {
                tickets.insert(name, next);
                next += 1;
            }
            Event::WentIn(name) => {
                if tickets.remove(name) != Some(serving) {
                    return false;
                }
                serving += 1;
            }
            Event::CameOut(_) => {}
        }
    }
    true
}
