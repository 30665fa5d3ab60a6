//! rejected: assertion — two inside at once is another mistake than overtaking
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
    let mut queue = VecDeque::new();
    let mut inside = 0;
    history.iter().all(|event| match event {
        Event::Came(name) => {
            queue.push_back(name);
            true
        }
        Event::WentIn(name) => {
            inside += 1;
            inside == 1 && queue.pop_front() == Some(name)
        }
        Event::CameOut(_) => {
            inside -= 1;
            true
        }
    })
}
