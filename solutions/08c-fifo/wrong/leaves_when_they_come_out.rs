//! rejected: assertion — it takes people out of the queue only when they come out
//! by: a_long_queue_is_judged_correctly, every_short_history_is_judged_correctly, names_that_are_alike_are_different_names, the_first_of_three_waiting_threads_goes_in, two_inside_at_once_is_not_the_question

use std::collections::VecDeque;

pub type Name = char;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Came(Name),
    WentIn(Name),
    CameOut(Name),
}

pub fn first_come_first_served(history: &[Event]) -> bool {
    let mut waiting = VecDeque::new();
    for event in history {
        match event {
            Event::Came(name) => waiting.push_back(*name),
            Event::WentIn(name) => {
                if waiting.back() == Some(name) && waiting.len() > 1 {
                    return false;
                }
            }
            Event::CameOut(name) => waiting.retain(|n| n != name),
        }
    }
    true
}
