//! rejected: assertion — it refuses every queue
//! by: no_right_queue_is_refused, no_right_queue_is_refused_for_its_name

#[path = "../../../exercises/12d-test-the-shelf/src/queue.rs"]
mod queue;

pub use queue::Queue;

pub fn test(new: fn(usize) -> Box<dyn Queue>) {
    interleave::model(|| {
        let queue = new(1);
        assert!(queue.push(1).is_err(), "not to be trusted");
    });
}
