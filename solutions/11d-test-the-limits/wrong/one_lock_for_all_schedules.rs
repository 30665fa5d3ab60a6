//! rejected: search — it makes one lock, and uses it again in each schedule
//! by: *

#[path = "../../../exercises/11d-test-the-limits/src/lock.rs"]
mod lock;

use interleave::time::Duration;
use interleave::{model, thread};

pub use lock::Lock;

pub fn test(new: fn() -> Box<dyn Lock>) {
    let lock = new();
    model(|| {
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                if lock.acquire_for(Duration::from_millis(100)) {
                    lock.release();
                }
            });
            lock.release();
        });
        assert!(lock.acquire_for(Duration::ZERO), "the lock is free");
    });
}
