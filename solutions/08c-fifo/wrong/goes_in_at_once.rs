//! rejected: assertion — whoever has to wait at all was overtaken, it says
//! by: the_unfair_lock_is_told_from_the_fair_one, three_threads_at_the_fair_lock_are_never_overtaken, of_three_who_wait_the_first_goes_in_and_neither_of_the_others, names_say_nothing_about_the_order, somebody_may_come_again, whoever_still_waits_need_not_have_been_overtaken, to_be_overtaken_once_is_enough

pub type Name = char;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Came(Name),
    WentIn(Name),
    CameOut(Name),
}

pub fn first_come_first_served(history: &[Event]) -> bool {
    history.windows(2).all(|two| match two {
        [Event::Came(a), Event::WentIn(b)] => a == b,
        [Event::Came(_), _] => false,
        _ => true,
    })
}
