//! A test for bounded queues. So far it passes every queue.

mod queue;

pub use queue::Queue;

/// Returns if the queues that `new` makes are right, and panics if they are wrong. `new(3)` makes one with room for three.
// TODO: test everything that `src/queue.rs` promises.
pub fn test(new: fn(usize) -> Box<dyn Queue>) {
    interleave::model(|| {
        let queue = new(1);
        assert_eq!(queue.push(7), Ok(()), "the queue is new, and it refuses an item");
    });
}
