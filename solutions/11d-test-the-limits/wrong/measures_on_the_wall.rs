//! rejected: search — it measures with std's clock, which runs on while the explorer's stands still
//! by: *

#[path = "../../../exercises/11d-test-the-limits/src/lock.rs"]
mod lock;

use std::time::{Duration, Instant};

use interleave::model;

pub use lock::Lock;

pub fn test(new: fn() -> Box<dyn Lock>) {
    model(|| {
        let lock = new();
        lock.acquire();
        let limit = Duration::from_millis(100);
        let start = Instant::now();
        let got = lock.acquire_for(limit);
        assert!(!got && start.elapsed() >= limit);
    });
}
