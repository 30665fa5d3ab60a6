//! rejected: assertion — the old temperature is an older one by the time the new one is stored
//! by: a_listener_that_comes_during_a_change_hears_a_chain, changes_from_two_threads_fit_together, two_threads_that_set_the_same_make_one_change

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
        let before = self.degrees();
        if before == degrees {
            return;
        }
        let mut state = self.state.lock().unwrap();
        state.degrees = degrees;
        let listeners = state.listeners.clone();
        drop(state);
        for listener in listeners {
            listener(self, before, degrees);
        }
    }
}
