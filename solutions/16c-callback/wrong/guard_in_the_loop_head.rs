//! rejected: deadlock — the guard in the head of the loop lives as long as the loop
//! by: a_change_ends_although_each_call_brings_a_listener, a_listener_may_ask_for_the_temperature, a_listener_may_change_the_temperature, a_listener_may_subscribe_another_one, a_listener_may_wait_for_a_thread_that_uses_the_thermometer, a_listener_that_comes_during_a_change_hears_a_chain (assertion), a_listener_that_panicked_is_told_of_the_next_change (assertion), a_listener_that_panics_disturbs_no_other_thread (assertion), a_listener_that_subscribes_in_a_call_is_told_of_the_next_change, a_panic_loses_no_change_of_another_thread (assertion), changes_that_listeners_make_are_told_however_deep_they_are_nested, when_a_listener_is_told_the_change_has_been_made

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
        let mut state = self.state.lock().unwrap();
        let before = std::mem::replace(&mut state.degrees, degrees);
        drop(state);
        if before != degrees {
            for listener in self.state.lock().unwrap().listeners.clone() {
                listener(self, before, degrees);
            }
        }
    }
}
