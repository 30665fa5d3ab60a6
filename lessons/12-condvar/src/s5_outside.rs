//! Stage 5: the state is an atomic, and changes without the mutex.

use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use crate::sync::{Condvar, Mutex};

// ANCHOR: outside
/// A flag to wait for.
#[derive(Default)]
pub struct Flag {
    up: AtomicBool,
    mutex: Mutex<()>,
    raised: Condvar,
}

impl Flag {
    /// Raises the flag.
    pub fn raise(&self) {
        // Release: pairs with the load in `wait`.
        self.up.store(true, Release);
        self.raised.notify_all();
    }

    /// Sleeps until the flag is up.
    pub fn wait(&self) {
        let mut guard = self.mutex.lock().unwrap();
        // Acquire: pairs with the store in `raise`.
        while !self.up.load(Acquire) {
            guard = self.raised.wait(guard).unwrap();
        }
    }
}
// ANCHOR_END: outside
