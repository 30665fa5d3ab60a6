//! rejected: assertion — it looks at who was last, and at nobody else
//! by: of_three_who_wait_the_first_goes_in_and_neither_of_the_others, whoever_still_waits_may_have_been_overtaken_already, to_be_overtaken_once_is_enough

pub type Name = char;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Came(Name),
    WentIn(Name),
    CameOut(Name),
}

pub fn first_come_first_served(history: &[Event]) -> bool {
    let came: Vec<Name> = history
        .iter()
        .filter_map(|e| if let Event::Came(n) = e { Some(*n) } else { None })
        .collect();
    let went_in: Vec<Name> = history
        .iter()
        .filter_map(|e| if let Event::WentIn(n) = e { Some(*n) } else { None })
        .collect();
    came.len() != went_in.len() || came.last() == went_in.last()
}
