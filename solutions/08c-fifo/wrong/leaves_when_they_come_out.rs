//! rejected: assertion — it takes people out of the queue only when they come out
//! by: of_three_who_wait_the_first_goes_in_and_neither_of_the_others

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
