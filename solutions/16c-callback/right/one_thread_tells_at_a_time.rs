//! right: changes queue up, and the thread that finds no other one telling them tells them all

use std::collections::VecDeque;
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
    untold: VecDeque<(Listener, i32, i32)>,
    telling: bool,
}

/// Goes on telling until nothing is left, even if a listener panics.
struct Teller<'a>(&'a Thermometer);

impl Teller<'_> {
    fn tell_all(&self) {
        loop {
            let mut state = self.0.state.lock().unwrap();
            let Some((listener, before, after)) = state.untold.pop_front() else {
                state.telling = false;
                return;
            };
            drop(state);
            listener(self.0, before, after);
        }
    }
}

impl Drop for Teller<'_> {
    fn drop(&mut self) {
        if interleave::thread::panicking() {
            self.tell_all();
        }
    }
}

impl Thermometer {
    pub fn degrees(&self) -> i32 {
        self.state.lock().unwrap().degrees
    }

    pub fn subscribe(&self, listener: Listener) {
        self.state.lock().unwrap().listeners.push(listener);
    }

    pub fn set(&self, degrees: i32) {
        if self.change(degrees) {
            Teller(self).tell_all();
        }
    }

    fn change(&self, degrees: i32) -> bool {
        let mut state = self.state.lock().unwrap();
        let state = &mut *state;
        let before = std::mem::replace(&mut state.degrees, degrees);
        if before == degrees {
            return false;
        }
        let told = state.listeners.iter().map(|listener| (listener.clone(), before, degrees));
        state.untold.extend(told);
        !std::mem::replace(&mut state.telling, true)
    }
}
