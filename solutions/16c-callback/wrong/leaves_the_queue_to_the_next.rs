//! rejected: assertion — after a panic, what another thread has changed stays in the queue, and no thread tells it
//! by: a_panic_loses_no_change_of_another_thread

use interleave::sync::Mutex;
use std::collections::VecDeque;
use std::sync::Arc;
struct Reset<'a>(&'a Thermometer);
impl Drop for Reset<'_> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().telling = false;
    }
}
pub type Listener = Arc<dyn Fn(&Thermometer, i32, i32) + Send + Sync>;
#[derive(Default)]
pub struct Thermometer {
    state: Mutex<State>,
}
#[derive(Default)]
struct State {
    degrees: i32,
    listeners: Vec<Listener>,
    telling: bool,
    queue: VecDeque<(i32, i32, Vec<Listener>)>,
}
impl Thermometer {
    pub fn degrees(&self) -> i32 {
        self.state.lock().unwrap().degrees
    }
    pub fn subscribe(&self, listener: Listener) {
        self.state.lock().unwrap().listeners.push(listener);
    }
    pub fn set(&self, degrees: i32) {
        {
            let mut s = self.state.lock().unwrap();
            let before = std::mem::replace(&mut s.degrees, degrees);
            if before == degrees {
                return;
            }
            let list = s.listeners.clone();
            s.queue.push_back((before, degrees, list));
            if s.telling {
                return;
            }
            s.telling = true;
        }
        let r = Reset(self);
        loop {
            let next = {
                let mut s = self.state.lock().unwrap();
                match s.queue.pop_front() {
                    Some(n) => n,
                    None => {
                        s.telling = false;
                        std::mem::forget(r);
                        return;
                    }
                }
            };
            for l in next.2 {
                l(self, next.0, next.1);
            }
        }
    }
}
