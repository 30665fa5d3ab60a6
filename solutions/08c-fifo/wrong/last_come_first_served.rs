//! rejected: assertion — it takes whoever came last
//! by: the_unfair_lock_is_told_from_the_fair_one, three_threads_at_the_fair_lock_are_never_overtaken, whoever_came_later_and_went_in_before_has_overtaken, of_three_who_wait_the_first_goes_in_and_neither_of_the_others, names_say_nothing_about_the_order, somebody_may_come_again, whoever_still_waits_may_have_been_overtaken_already, whoever_still_waits_need_not_have_been_overtaken, to_be_overtaken_once_is_enough

pub type Name = char;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Came(Name),
    WentIn(Name),
    CameOut(Name),
}

pub fn first_come_first_served(history: &[Event]) -> bool {
    let mut waiting = Vec::new();
    history.iter().all(|event| match event {
        Event::Came(name) => {
            waiting.push(name);
            true
        }
        Event::WentIn(name) => waiting.pop() == Some(name),
        Event::CameOut(_) => true,
    })
}
