//! rejected: assertion — it is content only when nobody waits in the end
//! by: a_thread_that_is_still_waiting_may_be_in_order, every_short_history_is_judged_correctly, names_that_are_alike_are_different_names, the_first_of_three_waiting_threads_goes_in

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
            Event::WentIn(name) if waiting.pop_front() != Some(*name) => return false,
            _ => {}
        }
    }
    waiting.is_empty()
}
