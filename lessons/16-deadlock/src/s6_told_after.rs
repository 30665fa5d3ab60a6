//! Stage 6: a thermometer that releases its lock before it calls its listeners.

use std::sync::Arc;

use crate::sync::Mutex;

/// Is called with the thermometer and the new temperature.
pub type Listener = Arc<dyn Fn(&Thermometer, i32) + Send + Sync>;

/// Tells its listeners each time the temperature changes.
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
    /// The temperature.
    pub fn degrees(&self) -> i32 {
        self.state.lock().unwrap().degrees
    }

    /// From now on, this listener is told of each change.
    pub fn subscribe(&self, listener: Listener) {
        self.state.lock().unwrap().listeners.push(listener);
    }

    // ANCHOR: set
    /// Changes the temperature, and tells each listener.
    pub fn set(&self, degrees: i32) {
        let mut state = self.state.lock().unwrap();
        state.degrees = degrees;
        let listeners = state.listeners.clone();
        drop(state);
        for listener in listeners {
            listener(self, degrees);
        }
    }
    // ANCHOR_END: set
}
