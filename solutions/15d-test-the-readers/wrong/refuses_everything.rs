//! rejected: assertion — it refuses every lock
//! by: no_right_lock_is_refused, no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/15d-test-the-readers/src/shared.rs"]
mod shared;

pub use shared::{Guard, Held, Shared};

pub fn test(new: fn() -> Box<dyn Shared>) {
    interleave::model(|| {
        drop(new().read());
        panic!("not to be trusted");
    });
}
