//! rejected: assertion — the new temperature is read after the release, when it may be a newer one
//! by: a_listener_that_comes_during_a_change_hears_a_chain, a_panic_loses_no_change_of_another_thread, changes_from_two_threads_fit_together

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
        if before == degrees {
            return;
        }
        let listeners = state.listeners.clone();
        drop(state);
        for listener in listeners {
            listener(self, before, self.degrees());
        }
    }
}
