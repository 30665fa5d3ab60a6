//! rejected: assertion — whoever still waits was overtaken, it says
//! by: of_three_who_wait_the_first_goes_in_and_neither_of_the_others, whoever_still_waits_need_not_have_been_overtaken

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
    came == went_in
}
