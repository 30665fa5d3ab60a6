//! rejected: assertion — it wants the names in order
//! by: a_long_queue_is_judged_correctly, a_thread_may_come_again, a_thread_that_is_still_waiting_may_have_been_overtaken, every_short_history_is_judged_correctly, going_in_before_an_earlier_thread_is_overtaking, names_say_nothing_about_the_order, names_that_are_alike_are_different_names, one_overtaking_is_enough, some_history_of_the_unfair_lock_is_refused, the_first_of_three_waiting_threads_goes_in, three_threads_at_the_fair_lock_are_never_overtaken

pub type Name = char;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Came(Name),
    WentIn(Name),
    CameOut(Name),
}

pub fn first_come_first_served(history: &[Event]) -> bool {
    let went_in: Vec<Name> = history
        .iter()
        .filter_map(|e| if let Event::WentIn(n) = e { Some(*n) } else { None })
        .collect();
    went_in.is_sorted()
}
