//! right: two locks, in one order, and both are released before the calls

use std::sync::Arc;

use interleave::sync::Mutex;

/// Is called with the thermometer, the old and the new temperature. It may call any method of the thermometer.
pub type Listener = Arc<dyn Fn(&Thermometer, i32, i32) + Send + Sync>;

/// Tells its listeners each time the temperature changes.
#[derive(Default)]
pub struct Thermometer {
    degrees: Mutex<i32>,
    listeners: Mutex<Vec<Listener>>,
}

impl Thermometer {
    /// The temperature.
    pub fn degrees(&self) -> i32 {
        *self.degrees.lock().unwrap()
    }

    /// From now on, this listener is told of each change.
    pub fn subscribe(&self, listener: Listener) {
        self.listeners.lock().unwrap().push(listener);
    }

    /// Changes the temperature, and tells each listener if it's another one now.
    pub fn set(&self, degrees: i32) {
        let mut now = self.degrees.lock().unwrap();
        let before = *now;
        if before == degrees {
            return;
        }
        *now = degrees;
        let listeners = self.listeners.lock().unwrap().to_vec();
        drop(now);
        for listener in listeners {
            listener(self, before, degrees);
        }
    }
}
