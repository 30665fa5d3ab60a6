//! rejected: search — it replays one schedule
//! by: *

#[path = "../../../exercises/11d-test-the-limits/src/lock.rs"]
mod lock;

use interleave::time::Duration;
use interleave::{replay, thread};

pub use lock::Lock;

pub fn test(new: fn() -> Box<dyn Lock>) {
    replay("A A B B B", || {
        let lock = new();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| assert!(lock.acquire_for(Duration::from_millis(100))));
            lock.release();
        });
    });
}
