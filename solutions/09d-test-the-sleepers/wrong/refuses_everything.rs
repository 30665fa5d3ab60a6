//! rejected: lost_wakeup — it releases no lock, and then waits
//! by: no_right_lock_is_refused, no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/09d-test-the-sleepers/src/lock.rs"]
mod lock;

pub use lock::Lock;

pub fn test(new: fn() -> Box<dyn Lock>) {
    interleave::model(|| {
        let lock = new();
        lock.acquire();
        lock.acquire();
    });
}
