//! rejected: assertion — a change that comes during the calls is not told
//! by: a_listener_may_change_the_temperature, a_listener_may_wait_for_a_thread_that_uses_the_thermometer, a_listener_that_comes_during_a_change_hears_a_chain, a_listener_that_panicked_is_told_of_the_next_change, a_listener_that_panics_disturbs_no_other_thread, a_panic_loses_no_change_of_another_thread, changes_from_two_threads_fit_together, changes_that_listeners_make_are_told_however_deep_they_are_nested

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
    calling: bool,
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
        if before == degrees || std::mem::replace(&mut state.calling, true) {
            return;
        }
        let listeners = state.listeners.clone();
        drop(state);
        for listener in listeners {
            listener(self, before, degrees);
        }
        self.state.lock().unwrap().calling = false;
    }
}
