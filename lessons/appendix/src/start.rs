//! Lets two real threads begin at the same time, or nearly so.

use std::hint;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

/// Where two threads meet before they begin.
///
/// It orders nothing that they do: an ordering here could hide what is missing in the program.
#[derive(Default)]
pub struct Start(AtomicU32);

impl Start {
    /// Waits until both threads are here.
    pub fn wait(&self) {
        // Relaxed: see above.
        self.0.fetch_add(1, Relaxed);
        let mut looks = 0_u32;
        while self.0.load(Relaxed) < 2 {
            hint::spin_loop();
            looks += 1;
            // The other thread may not be running at all.
            if looks.is_multiple_of(1_000) {
                thread::yield_now();
            }
        }
    }
}
