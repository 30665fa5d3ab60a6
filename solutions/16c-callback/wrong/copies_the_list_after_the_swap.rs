//! rejected: assertion — a swap changes the temperature, and the list is copied after it: too late
//! by: a_listener_that_comes_during_a_change_hears_a_chain

use std::sync::Arc;

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicI32, Ordering::SeqCst};

/// Is called with the thermometer, the old and the new temperature. It may call any method of the thermometer.
pub type Listener = Arc<dyn Fn(&Thermometer, i32, i32) + Send + Sync>;

/// Tells its listeners each time the temperature changes.
#[derive(Default)]
pub struct Thermometer {
    degrees: AtomicI32,
    listeners: Mutex<Vec<Listener>>,
}

impl Thermometer {
    /// The temperature.
    pub fn degrees(&self) -> i32 {
        self.degrees.load(SeqCst)
    }

    /// From now on, this listener is told of each change.
    pub fn subscribe(&self, listener: Listener) {
        self.listeners.lock().unwrap().push(listener);
    }

    /// Changes the temperature, and tells each listener if it's another one now.
    pub fn set(&self, degrees: i32) {
        let before = self.degrees.swap(degrees, SeqCst);
        if before != degrees {
            let listeners = self.listeners.lock().unwrap().clone();
            for listener in listeners {
                listener(self, before, degrees);
            }
        }
    }
}
