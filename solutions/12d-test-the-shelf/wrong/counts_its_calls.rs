//! rejected: assertion — it refuses whatever comes second
//! by: a_queue_that_forgets_a_sleeper_is_refused, a_queue_that_gets_its_items_wrong_is_refused, a_queue_that_is_not_closed_as_promised_is_refused, a_queue_that_leaves_a_sleeper_behind_when_it_closes_is_refused, a_queue_with_the_wrong_room_is_refused, no_right_queue_is_refused, no_right_queue_is_refused_for_its_name

#[path = "../../../exercises/12d-test-the-shelf/src/queue.rs"]
mod queue;

use std::cell::Cell;

pub use queue::Queue;

pub fn test(new: fn(usize) -> Box<dyn Queue>) {
    thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });
    CALLS.set(CALLS.get() + 1);
    interleave::model(|| new(1).push(1));
    assert!(CALLS.get() < 2, "the right ones come first");
}
