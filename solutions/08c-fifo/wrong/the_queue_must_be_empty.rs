//! rejected: assertion — it is content only when nobody waits in the end
//! by: of_three_who_wait_the_first_goes_in_and_neither_of_the_others, whoever_still_waits_need_not_have_been_overtaken

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
