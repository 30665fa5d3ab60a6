//! Double-checked locking with a `volatile` field, as Java has had it since version 5.

use crate::sync::Mutex;
use crate::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// Settings that are made when they're first needed.
#[derive(Default)]
pub struct Settings {
    made: AtomicBool,
    making: Mutex<()>,
    port: AtomicU32,
}

impl Settings {
    // ANCHOR: port-mended
    /// The port. Makes the settings if that's still to be done.
    pub fn port(&self) -> u32 {
        // Acquire: pairs with the store below.
        if !self.made.load(Acquire) {
            let _guard = self.making.lock().unwrap();
            // Relaxed: `made` changes only under this mutex.
            if !self.made.load(Relaxed) {
                self.port.store(8080, Relaxed);
                // Release: pairs with the load above.
                self.made.store(true, Release);
            }
        }
        // Relaxed: `made` or the mutex has ordered it behind the store.
        self.port.load(Relaxed)
    }
    // ANCHOR_END: port-mended
}
