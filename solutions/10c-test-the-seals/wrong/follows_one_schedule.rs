//! rejected: search — it replays one schedule
//! by: *

#[path = "../../../exercises/10c-test-the-seals/src/sealed.rs"]
mod sealed;

use interleave::{replay, thread};

pub use sealed::{Guard, Sealed};

pub fn test(new: fn() -> Box<dyn Sealed>) {
    replay("A A B B B", || {
        let sealed = new();
        thread::scope(|s| {
            let a = s.spawn(|| {
                let _guard = sealed.lock();
                std::panic::panic_any("");
            });
            s.spawn(|| assert!(sealed.lock().is_err()));
            _ = a.join();
        });
    });
}
