//! rejected: assertion — a panic takes the only teller with it
//! by: a_listener_that_panicked_is_told_of_the_next_change, a_listener_that_panics_disturbs_no_other_thread, a_panic_loses_no_change_of_another_thread

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
    telling: bool,
    queue: std::collections::VecDeque<(i32, i32, Vec<Listener>)>,
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
        let listeners = state.listeners.clone();
        state.queue.push_back((before, degrees, listeners));
        if std::mem::replace(&mut state.telling, true) {
            return;
        }
        while let Some((before, after, listeners)) = state.queue.pop_front() {
            drop(state);
            for listener in listeners {
                listener(self, before, after);
            }
            state = self.state.lock().unwrap();
        }
        state.telling = false;
    }
}
