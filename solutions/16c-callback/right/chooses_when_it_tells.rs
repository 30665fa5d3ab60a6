//! right: changes queue up, and the listeners of each are chosen when its turn has come

use interleave::sync::Mutex;
use std::collections::VecDeque;
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
    telling: bool,
    queue: VecDeque<(i32, i32)>,
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
            s.queue.push_back((before, degrees));
            if s.telling {
                return;
            }
            s.telling = true;
        }
        let mut panic = None;
        loop {
            let next = {
                let mut s = self.state.lock().unwrap();
                match s.queue.pop_front() {
                    Some(n) => (n.0, n.1, s.listeners.clone()),
                    None => {
                        s.telling = false;
                        break;
                    }
                }
            };
            for l in next.2 {
                if let Err(p) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    l(self, next.0, next.1)
                })) {
                    panic = Some(p);
                }
            }
        }
        if let Some(p) = panic {
            std::panic::resume_unwind(p)
        }
    }
}
