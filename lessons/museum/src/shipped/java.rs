//! Double-checked locking: the second thread finds the object, and not what is in it.

use crate::sync::Mutex;
use crate::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

// ANCHOR: settings
/// Settings that are made when they're first needed.
#[derive(Default)]
pub struct Settings {
    /// Whether they are made: Java's reference, which is null at first.
    made: AtomicBool,
    /// Held by the thread that makes them.
    making: Mutex<()>,
    /// A field of the object.
    port: AtomicU32,
}

impl Settings {
    /// The port. Makes the settings if that's still to be done.
    pub fn port(&self) -> u32 {
        // Relaxed, all of them: Java's ordinary fields order nothing.
        if !self.made.load(Relaxed) {
            let _guard = self.making.lock().unwrap();
            if !self.made.load(Relaxed) {
                self.port.store(8080, Relaxed);
                self.made.store(true, Relaxed);
            }
        }
        self.port.load(Relaxed)
    }
}
// ANCHOR_END: settings
