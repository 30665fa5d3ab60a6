//! rejected: assertion — it calls the lock outside the explorer
//! by: no_right_lock_is_refused, no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/15d-test-the-readers/src/shared.rs"]
mod shared;

pub use shared::{Guard, Held, Shared};

pub fn test(new: fn() -> Box<dyn Shared>) {
    let lock = new();
    drop(lock.write());
    drop((lock.read(), lock.read()));
}
