//! rejected: assertion — it calls the queue outside the explorer
//! by: no_right_queue_is_refused, no_right_queue_is_refused_for_its_name

#[path = "../../../exercises/12d-test-the-shelf/src/queue.rs"]
mod queue;

pub use queue::Queue;

pub fn test(new: fn(usize) -> Box<dyn Queue>) {
    let queue = new(1);
    assert_eq!(queue.push(1), Ok(()));
    queue.close();
    assert_eq!([queue.pop(), queue.pop()], [Some(1), None]);
}
