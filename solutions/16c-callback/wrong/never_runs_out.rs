//! rejected: assertion — it goes on with the listeners that came during the calls, and each may bring another
//! by: a_change_ends_although_each_call_brings_a_listener, a_listener_that_comes_during_a_change_hears_a_chain

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
        let mut state = self.state.lock().unwrap();
        let before = std::mem::replace(&mut state.degrees, degrees);
        drop(state);
        if before == degrees {
            return;
        }
        let mut i = 0;
        loop {
            let listener = self.state.lock().unwrap().listeners.get(i).cloned();
            let Some(listener) = listener else { return };
            listener(self, before, degrees);
            i += 1;
        }
    }
}
