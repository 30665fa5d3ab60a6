//! rejected: assertion — a change four calls deep is made, and not told
//! by: changes_that_listeners_make_are_told_however_deep_they_are_nested

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
    depth: u32,
}
impl Thermometer {
    pub fn degrees(&self) -> i32 {
        self.state.lock().unwrap().degrees
    }
    pub fn subscribe(&self, listener: Listener) {
        self.state.lock().unwrap().listeners.push(listener);
    }
    pub fn set(&self, degrees: i32) {
        let mut s = self.state.lock().unwrap();
        let before = std::mem::replace(&mut s.degrees, degrees);
        if before == degrees {
            return;
        }
        s.depth += 1;
        if s.depth > 3 {
            s.depth -= 1;
            return;
        }
        let list = s.listeners.clone();
        drop(s);
        for l in list {
            l(self, before, degrees);
        }
        self.state.lock().unwrap().depth -= 1;
    }
}
