//! rejected: assertion — it refuses every lock
//! by: a_limit_that_is_none_is_refused, no_right_lock_is_refused, no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/11d-test-the-limits/src/lock.rs"]
mod lock;

use interleave::time::Duration;

pub use lock::Lock;

pub fn test(new: fn() -> Box<dyn Lock>) {
    interleave::model(|| {
        let lock = new();
        assert!(!lock.acquire_for(Duration::ZERO), "not to be trusted");
    });
}
