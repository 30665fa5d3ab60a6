//! rejected: assertion — after the first call it returns
//! by: a_listener_may_change_the_temperature, a_listener_may_wait_for_a_thread_that_uses_the_thermometer, a_listener_that_came_before_is_told_and_none_is_lost, a_listener_that_panics_disturbs_no_other_thread, a_listener_that_subscribed_twice_is_told_twice, a_listener_that_subscribes_in_a_call_is_told_of_the_next_change, changes_from_two_threads_fit_together, changes_that_listeners_make_are_told_however_deep_they_are_nested, every_listener_is_told_of_every_change

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
        let first = state.listeners.first().cloned();
        drop(state);
        if let Some(listener) = first.filter(|_| before != degrees) {
            listener(self, before, degrees);
        }
    }
}
