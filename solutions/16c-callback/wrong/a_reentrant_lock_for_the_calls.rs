//! rejected: deadlock — the calls have a lock that lets its own thread in again, and no other
//! by: a_listener_may_wait_for_a_thread_that_uses_the_thermometer

use std::sync::Arc;

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU64, Ordering::SeqCst};
pub type Listener = Arc<dyn Fn(&Thermometer, i32, i32) + Send + Sync>;
#[derive(Default)]
pub struct Thermometer {
    state: Mutex<State>,
    calls: Mutex<()>,
    caller: AtomicU64,
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
        let me = interleave::thread::current().number().get();
        let mine = self.caller.load(SeqCst) == me;
        let _calls =
            (!mine).then(|| self.calls.lock().unwrap_or_else(|poison| poison.into_inner()));
        self.caller.store(me, SeqCst);
        let mut state = self.state.lock().unwrap();
        let before = std::mem::replace(&mut state.degrees, degrees);
        let listeners = state.listeners.clone();
        drop(state);
        if before != degrees {
            for listener in listeners {
                listener(self, before, degrees);
            }
        }
        if !mine {
            self.caller.store(0, SeqCst);
        }
    }
}
