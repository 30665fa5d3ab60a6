//! rejected: assertion — it refuses whatever comes second
//! by: ?

#[path = "../../../exercises/11d-test-the-limits/src/lock.rs"]
mod lock;

use std::cell::Cell;

pub use lock::Lock;

pub fn test(new: fn() -> Box<dyn Lock>) {
    thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });
    CALLS.set(CALLS.get() + 1);
    interleave::model(|| new().acquire());
    assert!(CALLS.get() < 2, "the right ones come first");
}
