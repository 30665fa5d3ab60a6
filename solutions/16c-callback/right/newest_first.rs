//! right: the newest listener is told first

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
        self.state.lock().unwrap().listeners.push(listener);
    }

    /// Changes the temperature, and tells each listener if it's another one now.
    pub fn set(&self, degrees: i32) {
        let mut state = self.state.lock().unwrap();
        let before = std::mem::replace(&mut state.degrees, degrees);
        if before == degrees {
            return;
        }
        // What the calls need is taken along. They may take long, and they may need the lock.
        let listeners = state.listeners.clone();
        drop(state);
        for listener in listeners.into_iter().rev() {
            listener(self, before, degrees);
        }
    }
}
