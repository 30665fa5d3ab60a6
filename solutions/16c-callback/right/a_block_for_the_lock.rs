//! right: the guard lives in a block, whose value is what the calls need

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
    listeners: Vec<Listener>,
}

impl Thermometer {
    pub fn degrees(&self) -> i32 {
        self.state.lock().unwrap().degrees
    }
    pub fn subscribe(&self, listener: Listener) {
        self.state.lock().unwrap().listeners.push(listener);
    }
    pub fn set(&self, degrees: i32) {
        let (before, listeners) = {
            let mut state = self.state.lock().unwrap();
            let before = state.degrees;
            state.degrees = degrees;
            (before, state.listeners.clone())
        };
        if before != degrees {
            listeners.iter().for_each(|listener| listener(self, before, degrees));
        }
    }
}
