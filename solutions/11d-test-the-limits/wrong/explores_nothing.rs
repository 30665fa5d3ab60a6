//! rejected: assertion — it calls the lock outside the explorer
//! by: no_right_lock_is_refused, no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/11d-test-the-limits/src/lock.rs"]
mod lock;

use interleave::time::Duration;

pub use lock::Lock;

pub fn test(new: fn() -> Box<dyn Lock>) {
    let lock = new();
    lock.acquire();
    assert!(!lock.acquire_for(Duration::from_millis(100)), "the lock is held");
}
