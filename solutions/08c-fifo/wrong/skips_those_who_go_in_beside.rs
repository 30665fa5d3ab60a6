//! rejected: assertion — a thread that goes in while another is inside is not looked at
//! by: a_long_queue_is_judged_correctly, every_short_history_is_judged_correctly, names_that_are_alike_are_different_names, two_inside_at_once_is_not_the_question

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
    let mut free = true;
    for event in history {
        match event {
            Event::Came(name) => queue.push_back(*name),
            Event::WentIn(name) => {
                if !free {
                    queue.retain(|n| n != name);
                    continue;
                }
                free = false;
                if queue.pop_front() != Some(*name) {
                    return false;
                }
            }
            Event::CameOut(_) => free = true,
        }
    }
    true
}
