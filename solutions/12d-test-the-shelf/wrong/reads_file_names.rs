//! rejected: assertion — it looks where the steps stand in the source
//! by: no_right_queue_is_refused_for_its_name

#[path = "../../../exercises/12d-test-the-shelf/src/queue.rs"]
mod queue;

use interleave::replay;

pub use queue::Queue;

pub fn test(new: fn(usize) -> Box<dyn Queue>) {
    let run = replay("", || {
        let queue = new(1);
        _ = queue.push(1);
        queue.pop()
    });
    let wrong = run.steps.iter().find(|step| step.location.file.contains("/wrong/"));
    assert!(wrong.is_none(), "{wrong:?}");
}
