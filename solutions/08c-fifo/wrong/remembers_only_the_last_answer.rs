//! rejected: assertion — a later one who is not overtaken makes good for all before
//! by: every_short_history_is_judged_correctly, names_that_are_alike_are_different_names, one_overtaking_is_enough

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
    let mut fair = true;
    for event in history {
        match event {
            Event::Came(name) => waiting.push_back(*name),
            Event::WentIn(name) => fair = waiting.pop_front() == Some(*name),
            Event::CameOut(_) => {}
        }
    }
    fair
}
