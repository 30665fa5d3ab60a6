//! rejected: lost_wakeup — a change waits until the one before it has been told, even by its own thread
//! by: a_listener_may_change_the_temperature, a_listener_may_wait_for_a_thread_that_uses_the_thermometer, a_listener_that_panicked_is_told_of_the_next_change, a_listener_that_panics_disturbs_no_other_thread, a_panic_loses_no_change_of_another_thread, changes_that_listeners_make_are_told_however_deep_they_are_nested

use std::sync::Arc;

use interleave::sync::{Condvar, Mutex};

/// Is called with the thermometer, the old and the new temperature. It may call any method of the thermometer.
pub type Listener = Arc<dyn Fn(&Thermometer, i32, i32) + Send + Sync>;

/// Tells its listeners each time the temperature changes.
#[derive(Default)]
pub struct Thermometer {
    state: Mutex<State>,
    told: Mutex<u64>,
    turned: Condvar,
}

#[derive(Default)]
struct State {
    degrees: i32,
    listeners: Vec<Listener>,
    changes: u64,
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
        let before = state.degrees;
        if before == degrees {
            return;
        }
        state.degrees = degrees;
        let number = state.changes;
        state.changes += 1;
        let listeners = state.listeners.clone();
        drop(state);
        drop(self.turned.wait_while(self.told.lock().unwrap(), |told| *told != number).unwrap());
        for listener in listeners {
            listener(self, before, degrees);
        }
        *self.told.lock().unwrap() += 1;
        self.turned.notify_all();
    }
}
