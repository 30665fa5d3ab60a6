//! rejected: assertion — a long queue loses its first
//! by: a_long_queue_is_judged_correctly

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

pub fn first_come_first_served(history: &[Event]) -> bool {
    let mut queue: VecDeque<char> = VecDeque::new();
    for event in history {
        match event {
            Event::Came(name) => {
                if queue.len() == 8 {
                    queue.pop_front();
                }
                queue.push_back(*name)
            }
            Event::WentIn(name) => {
                if queue.contains(name) && queue.front() != Some(name) {
                    return false;
                }
                queue.pop_front();
            }
            Event::CameOut(_) => {}
        }
    }
    true
}
