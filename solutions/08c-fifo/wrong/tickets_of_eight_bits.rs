//! rejected: assertion — the tickets are counted in a `u8`
//! by: a_long_queue_is_judged_correctly

use std::collections::HashMap;

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

pub fn first_come_first_served(history: &[Event]) -> bool {
    let mut ticket = HashMap::new();
    let (mut next, mut serving) = (0u8, 0u8);
    for event in history {
        match event {
            Event::Came(name) => {
                ticket.insert(*name, next);
                next += 1;
            }
            Event::WentIn(name) => {
                if ticket[name] != serving {
                    return false;
                }
                serving += 1;
            }
            Event::CameOut(_) => {}
        }
    }
    true
}
