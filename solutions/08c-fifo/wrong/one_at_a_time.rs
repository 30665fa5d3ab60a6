//! rejected: assertion — it asks whether one is inside at a time, which is another question
//! by: a_long_queue_is_judged_right, a_thread_may_come_again, a_thread_that_still_waits_may_have_been_overtaken, every_short_history_is_judged_right, going_in_before_an_earlier_thread_is_overtaking, names_that_are_alike_are_different_names, of_three_waiting_threads_the_first_goes_in, one_overtaking_is_enough, some_history_of_the_unfair_lock_is_refused, two_inside_at_once_is_not_the_question

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
