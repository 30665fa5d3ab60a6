//! rejected: assertion — listeners are told first, and the temperature is stored after that
//! by: a_listener_may_change_the_temperature, a_listener_may_wait_for_a_thread_that_uses_the_thermometer, a_listener_that_came_before_is_told_and_none_is_lost, a_listener_that_comes_during_a_change_hears_a_chain, a_listener_that_panicked_is_told_of_the_next_change, a_listener_that_panics_disturbs_no_other_thread, changes_from_two_threads_fit_together, changes_that_listeners_make_are_told_however_deep_they_are_nested, two_threads_that_set_the_same_make_one_change, when_a_listener_is_told_the_change_has_been_made

use std::sync::Arc;

use interleave::sync::Mutex;
pub type Listener = Arc<dyn Fn(&Thermometer, i32, i32) + Send + Sync>;
#[derive(Default)]
pub struct Thermometer {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    degrees: i32,
    listeners: Vec<Listener>,
}

impl Thermometer {
    pub fn degrees(&self) -> i32 {
        self.state.lock().unwrap().degrees
    }
    pub fn subscribe(&self, listener: Listener) {
        self.state.lock().unwrap().listeners.push(listener);
    }
    pub fn set(&self, degrees: i32) {
        let state = self.state.lock().unwrap();
        let (before, listeners) = (state.degrees, state.listeners.clone());
        drop(state);
        if before == degrees {
            return;
        }
        for listener in listeners {
            listener(self, before, degrees);
        }
        self.state.lock().unwrap().degrees = degrees;
    }
}
