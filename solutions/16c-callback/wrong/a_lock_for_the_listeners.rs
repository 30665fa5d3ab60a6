//! rejected: deadlock — the list has a lock of its own, and that is held during the calls
//! by: a_change_ends_although_each_call_brings_a_listener, a_listener_may_change_the_temperature, a_listener_may_subscribe_another_one, a_listener_may_wait_for_a_thread_that_uses_the_thermometer, a_listener_that_comes_during_a_change_hears_a_chain (assertion), a_listener_that_panicked_is_told_of_the_next_change (assertion), a_listener_that_panics_disturbs_no_other_thread (assertion), a_listener_that_subscribes_in_a_call_is_told_of_the_next_change, a_panic_loses_no_change_of_another_thread (assertion), changes_that_listeners_make_are_told_however_deep_they_are_nested

use std::sync::Arc;

use interleave::sync::Mutex;
pub type Listener = Arc<dyn Fn(&Thermometer, i32, i32) + Send + Sync>;
#[derive(Default)]
pub struct Thermometer {
    state: Mutex<State>,
    listeners: Mutex<Vec<Listener>>,
}

#[derive(Default)]
struct State {
    degrees: i32,
}

impl Thermometer {
    pub fn degrees(&self) -> i32 {
        self.state.lock().unwrap().degrees
    }
    pub fn subscribe(&self, listener: Listener) {
        self.listeners.lock().unwrap().push(listener);
    }
    pub fn set(&self, degrees: i32) {
        let before = std::mem::replace(&mut self.state.lock().unwrap().degrees, degrees);
        if before != degrees {
            for listener in &*self.listeners.lock().unwrap() {
                listener(self, before, degrees);
            }
        }
    }
}
