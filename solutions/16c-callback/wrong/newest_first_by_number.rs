//! rejected: assertion — a subscription moves all the others on, and one is told twice
//! by: a_listener_that_came_before_is_told_and_none_is_lost

use std::sync::Arc;

use interleave::sync::Mutex;

/// Is called with the thermometer, the old and the new temperature. It may call any method of the thermometer.
pub type Listener = Arc<dyn Fn(&Thermometer, i32, i32) + Send + Sync>;

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
        self.state.lock().unwrap().listeners.insert(0, listener);
    }

    /// Changes the temperature, and tells each listener if it's another one now.
    pub fn set(&self, degrees: i32) {
        let mut state = self.state.lock().unwrap();
        let before = std::mem::replace(&mut state.degrees, degrees);
        let count = state.listeners.len();
        drop(state);
        if before != degrees {
            for index in 0..count {
                let listener = self.state.lock().unwrap().listeners[index].clone();
                listener(self, before, degrees);
            }
        }
    }
}
