//! rejected: assertion — it tells the change from what was told last
//! by: a_listener_that_comes_during_a_change_hears_a_chain, changes_from_two_threads_fit_together

use std::sync::Arc;

use interleave::sync::Mutex;

/// Is called with the thermometer, the old and the new temperature. It may call any method of the thermometer.
pub type Listener = Arc<dyn Fn(&Thermometer, i32, i32) + Send + Sync>;

/// Tells its listeners each time the temperature changes.
#[derive(Default)]
pub struct Thermometer {
    state: Mutex<State>,
    told: Mutex<i32>,
}

#[derive(Default)]
struct State {
    degrees: i32,
    listeners: Vec<Listener>,
}

impl Thermometer {
    /// The temperature.
    pub fn degrees(&self) -> i32 {
        self.state.lock().unwrap().degrees
    }

    /// From now on, this listener is told of each change.
    pub fn subscribe(&self, listener: Listener) {
        self.state.lock().unwrap().listeners.push(listener);
    }

    /// Changes the temperature, and tells each listener if it's another one now.
    pub fn set(&self, degrees: i32) {
        let mut state = self.state.lock().unwrap();
        if state.degrees == degrees {
            return;
        }
        state.degrees = degrees;
        let listeners = state.listeners.clone();
        drop(state);
        let before = std::mem::replace(&mut *self.told.lock().unwrap(), degrees);
        for listener in listeners {
            listener(self, before, degrees);
        }
    }
}
