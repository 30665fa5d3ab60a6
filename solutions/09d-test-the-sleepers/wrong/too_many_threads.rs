//! rejected: search — it starts more threads than the explorer can tell apart
//! by: *

#[path = "../../../exercises/09d-test-the-sleepers/src/lock.rs"]
mod lock;

use interleave::thread;

pub use lock::Lock;

pub fn test(new: fn() -> Box<dyn Lock>) {
    interleave::model(|| {
        let lock = new();
        thread::scope(|s| {
            for _ in 0..100 {
                s.spawn(|| {
                    lock.acquire();
                    lock.release();
                });
            }
        });
    });
}
