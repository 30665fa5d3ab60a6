//! rejected: deadlock — the list is locked for reading during the calls, and a listener wants to write
//! by: a_change_ends_although_each_call_brings_a_listener, a_listener_may_subscribe_another_one, a_listener_may_wait_for_a_thread_that_uses_the_thermometer, a_listener_that_comes_during_a_change_hears_a_chain (assertion), a_listener_that_subscribes_in_a_call_is_told_of_the_next_change

use std::sync::Arc;

use interleave::sync::{Mutex, RwLock};

/// Is called with the thermometer, the old and the new temperature. It may call any method of the thermometer.
pub type Listener = Arc<dyn Fn(&Thermometer, i32, i32) + Send + Sync>;

/// Tells its listeners each time the temperature changes.
#[derive(Default)]
pub struct Thermometer {
    degrees: Mutex<i32>,
    listeners: RwLock<Vec<Listener>>,
}

impl Thermometer {
    /// The temperature.
    pub fn degrees(&self) -> i32 {
        *self.degrees.lock().unwrap()
    }

    /// From now on, this listener is told of each change.
    pub fn subscribe(&self, listener: Listener) {
        self.listeners.write().unwrap().push(listener);
    }

    /// Changes the temperature, and tells each listener if it's another one now.
    pub fn set(&self, degrees: i32) {
        let before = std::mem::replace(&mut *self.degrees.lock().unwrap(), degrees);
        if before != degrees {
            for listener in &*self.listeners.read().unwrap() {
                listener(self, before, degrees);
            }
        }
    }
}
