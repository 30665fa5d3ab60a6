//! rejected: assertion — it refuses whatever comes second
//! by: x

#[path = "../../../exercises/14d-test-the-barriers/src/meet.rs"]
mod meet;

use std::cell::Cell;

pub use meet::Meet;

pub fn test(new: fn(usize) -> Box<dyn Meet>) {
    thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });
    CALLS.set(CALLS.get() + 1);
    interleave::model(|| new(1).wait(&|| ()));
    assert!(CALLS.get() < 2, "the right ones come first");
}
