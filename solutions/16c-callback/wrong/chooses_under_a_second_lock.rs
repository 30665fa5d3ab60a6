//! rejected: assertion — the listeners are chosen in a second critical section, and a newcomer hears an old change between two new ones
//! by: a_listener_that_comes_during_a_change_hears_a_chain

use interleave::sync::Mutex;
use std::sync::Arc;

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
        let before = {
            let mut s = self.state.lock().unwrap();
            std::mem::replace(&mut s.degrees, degrees)
        };
        if before != degrees {
            let list = self.state.lock().unwrap().listeners.clone();
            for l in list {
                l(self, before, degrees);
            }
        }
    }
}
