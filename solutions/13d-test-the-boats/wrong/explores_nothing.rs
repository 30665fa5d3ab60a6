//! rejected: assertion — it calls the semaphore outside the explorer
//! by: no_right_semaphore_is_refused, no_right_semaphore_is_refused_for_its_name

#[path = "../../../exercises/13d-test-the-boats/src/semaphore.rs"]
mod semaphore;

pub use semaphore::{OverRelease, Semaphore};

pub fn test(new: fn(usize) -> Box<dyn Semaphore>) {
    let semaphore = new(1);
    assert_eq!(semaphore.release(1), Err(OverRelease));
    semaphore.acquire();
    assert!(!semaphore.try_acquire());
    assert_eq!(semaphore.release(1), Ok(()));
}
