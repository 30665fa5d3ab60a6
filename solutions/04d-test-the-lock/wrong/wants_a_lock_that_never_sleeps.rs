//! rejected: assertion — it counts the steps of a lock, which no lock promises
//! by: a_lock_that_lets_a_waiting_thread_in_too_early_is_refused, a_lock_that_shuts_a_waiting_thread_out_is_refused, no_right_lock_is_refused

#[path = "../../../exercises/04d-test-the-lock/src/lock.rs"]
mod lock;

use interleave::{Checker, trace::Operation};

pub use lock::{Lock, NotLocked};

pub fn test(new: fn() -> Box<dyn Lock>) {
    let run = Checker::new().replay("", || {
        let lock = new();
        lock.acquire();
        lock.release()
    });
    let swaps = run.steps.iter().filter(|step| step.operation == Operation::Swap).count();
    assert_eq!(swaps, 2, "a good lock swaps");
}
