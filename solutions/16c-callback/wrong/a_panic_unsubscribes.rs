//! rejected: assertion — a listener that panicked is told of nothing any more
//! by: a_listener_that_panicked_is_told_of_the_next_change

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
        let mut s = self.state.lock().unwrap();
        let before = std::mem::replace(&mut s.degrees, degrees);
        if before == degrees {
            return;
        }
        let list = s.listeners.clone();
        drop(s);
        for l in &list {
            if let Err(p) =
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| l(self, before, degrees)))
            {
                self.state.lock().unwrap().listeners.retain(|x| !Arc::ptr_eq(x, l));
                std::panic::resume_unwind(p)
            }
        }
    }
}
