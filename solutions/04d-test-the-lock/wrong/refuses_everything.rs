//! rejected: assertion — it refuses every lock
//! by: a_lock_that_lets_a_waiting_thread_in_too_early_is_refused, no_right_lock_is_refused (spin), no_right_lock_is_refused_for_its_name (spin)

#[path = "../../../exercises/04d-test-the-lock/src/lock.rs"]
mod lock;

pub use lock::{Lock, NotLocked};

pub fn test(new: fn() -> Box<dyn Lock>) {
    interleave::model(|| {
        let lock = new();
        lock.acquire();
        // Waits forever, as it should.
        lock.acquire();
    });
}
