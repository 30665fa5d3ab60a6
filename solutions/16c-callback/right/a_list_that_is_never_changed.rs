//! right: the list is shared as a whole, and replaced when a listener is added

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
    listeners: Arc<Vec<Listener>>,
}

impl Thermometer {
    pub fn degrees(&self) -> i32 {
        self.state.lock().unwrap().degrees
    }
    pub fn subscribe(&self, listener: Listener) {
        Arc::make_mut(&mut self.state.lock().unwrap().listeners).push(listener);
    }
    pub fn set(&self, degrees: i32) {
        let mut state = self.state.lock().unwrap();
        let before = std::mem::replace(&mut state.degrees, degrees);
        let listeners = Arc::clone(&state.listeners);
        drop(state);
        if before != degrees {
            for listener in listeners.iter() {
                listener(self, before, degrees);
            }
        }
    }
}
