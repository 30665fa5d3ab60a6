//! right: one function changes the state and says what is to be told, the other tells it

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
        let Some((before, listeners)) = self.change(degrees) else { return };
        for listener in listeners {
            listener(self, before, degrees);
        }
    }

    fn change(&self, degrees: i32) -> Option<(i32, Vec<Listener>)> {
        let mut state = self.state.lock().unwrap();
        let before = std::mem::replace(&mut state.degrees, degrees);
        (before != degrees).then(|| (before, state.listeners.clone()))
    }
}
