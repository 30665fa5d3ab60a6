//! A thread that parks until a flag is set, and prints before it looks at the flag.

use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use crate::thread;

/// The standard output. A thread that finds it taken parks until it's free.
#[derive(Default)]
pub struct Output {
    free: AtomicBool,
}

impl Output {
    /// Prints, in the thread that waits.
    pub fn print(&self) {
        // Acquire: pairs with the store below.
        while !self.free.load(Acquire) {
            thread::park();
        }
    }

    /// Another thread has printed: it leaves the output to the waiter.
    pub fn leave_to(&self, waiter: &thread::Thread) {
        // Release: pairs with the load above.
        self.free.store(true, Release);
        waiter.unpark();
    }
}

// ANCHOR: wait-for-mended
/// Waits until the flag is set.
pub fn wait_for(flag: &AtomicBool, output: &Output) {
    output.print();
    // Acquire: pairs with the store of the thread that sets the flag.
    while !flag.load(Acquire) {
        thread::park();
    }
}
// ANCHOR_END: wait-for-mended
