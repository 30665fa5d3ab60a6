//! rejected: assertion — it refuses every semaphore
//! by: no_right_semaphore_is_refused, no_right_semaphore_is_refused_for_its_name

#[path = "../../../exercises/13d-test-the-boats/src/semaphore.rs"]
mod semaphore;

pub use semaphore::{OverRelease, Semaphore};

pub fn test(new: fn(usize) -> Box<dyn Semaphore>) {
    interleave::model(|| {
        let semaphore = new(1);
        assert!(!semaphore.try_acquire(), "not to be trusted");
    });
}
