//! rejected: assertion — a thread that comes back is taken for the same one as before
//! by: a_thread_may_come_again, every_short_history_is_judged_correctly, names_that_are_alike_are_different_names, one_overtaking_is_enough, some_history_of_the_unfair_lock_is_refused

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
    let first = |list: &[Name]| {
        let mut seen: Vec<Name> = Vec::new();
        for &name in list {
            if !seen.contains(&name) {
                seen.push(name);
            }
        }
        seen
    };
    first(&came).starts_with(&first(&went_in))
}
