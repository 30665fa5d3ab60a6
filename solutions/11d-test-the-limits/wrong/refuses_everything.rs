//! rejected: assertion — it refuses every lock
//! by: ?

#[path = "../../../exercises/11d-test-the-limits/src/lock.rs"]
mod lock;

use interleave::time::Duration;

pub use lock::Lock;

pub fn test(new: fn() -> Box<dyn Lock>) {
    interleave::model(|| {
        let lock = new();
        lock.acquire();
        assert!(lock.acquire_for(Duration::ZERO), "not to be trusted");
    });
}
