//! rejected: assertion — it asks whether one is inside at a time, which is another question
//! by: the_unfair_lock_is_told_from_the_fair_one, whoever_came_later_and_went_in_before_has_overtaken, of_three_who_wait_the_first_goes_in_and_neither_of_the_others, somebody_may_come_again, whoever_still_waits_may_have_been_overtaken_already, to_be_overtaken_once_is_enough

pub type Name = char;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Came(Name),
    WentIn(Name),
    CameOut(Name),
}

pub fn first_come_first_served(history: &[Event]) -> bool {
    let mut inside = 0;
    for event in history {
        match event {
            Event::Came(_) => {}
            Event::WentIn(_) => inside += 1,
            Event::CameOut(_) => inside -= 1,
        }
        if inside > 1 {
            return false;
        }
    }
    true
}
