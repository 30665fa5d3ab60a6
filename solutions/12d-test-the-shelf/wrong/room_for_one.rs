//! rejected: assertion — its queues have room for one item only
//! by: a_queue_that_forgets_a_sleeper_is_refused, a_queue_that_gets_its_items_wrong_is_refused, a_queue_with_the_wrong_room_is_refused

#[path = "../../../exercises/12d-test-the-shelf/src/queue.rs"]
mod queue;

use interleave::{model, thread};

pub use queue::Queue;

/// Returns if the queues that `new` makes are right, and panics if they are wrong. `new(3)` makes one with room for three.
pub fn test(new: fn(usize) -> Box<dyn Queue>) {
    model(|| a_queue_alone(new));
    model(|| two_consumers_get_an_item_each(new, 1));
    model(|| two_producers_find_room(new));
    model(|| closing_lets_two_consumers_go(new));
    model(|| closing_lets_two_producers_go(new));
}

fn a_queue_alone(new: fn(usize) -> Box<dyn Queue>) {
    let queue = new(1);
    assert_eq!(queue.push(1), Ok(()), "it is open");
    queue.close();
    assert_eq!(queue.push(3), Err(3), "it is closed");
    assert_eq!(queue.pop(), Some(1), "1 was pushed");
    // Neither the last item nor the first `None` may open it.
    assert_eq!([queue.pop(), queue.pop()], [None, None], "it is empty and closed");
    assert_eq!(queue.push(3), Err(3), "it is still closed");
}

fn two_consumers_get_an_item_each(new: fn(usize) -> Box<dyn Queue>, capacity: usize) {
    let queue = new(capacity);
    thread::scope(|s| {
        let consumers = [(); 2].map(|()| s.spawn(|| queue.pop()));
        assert_eq!([queue.push(1), queue.push(2)], [Ok(()), Ok(())], "it is open");
        let mut popped = consumers.map(|consumer| consumer.join().unwrap());
        popped.sort();
        assert_eq!(popped, [Some(1), Some(2)], "1 and 2 were pushed");
    });
}

fn two_producers_find_room(new: fn(usize) -> Box<dyn Queue>) {
    let queue = &*new(1);
    assert_eq!(queue.push(1), Ok(()), "it is open");
    let mut left = [None; 2];
    thread::scope(|s| {
        for item in [3, 4] {
            s.spawn(move || assert_eq!(queue.push(item), Ok(()), "it is open"));
        }
        assert_eq!(queue.pop(), Some(1), "1 came first");
        left = [queue.pop(), queue.pop()];
    });
    left.sort();
    assert_eq!(left, [Some(3), Some(4)], "3 and 4 were pushed as well");
}

fn closing_lets_two_consumers_go(new: fn(usize) -> Box<dyn Queue>) {
    let queue = new(1);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| assert_eq!(queue.pop(), None, "nothing was pushed"));
        }
        queue.close();
    });
}

fn closing_lets_two_producers_go(new: fn(usize) -> Box<dyn Queue>) {
    let queue = &*new(1);
    assert_eq!(queue.push(0), Ok(()), "it is open");
    thread::scope(|s| {
        for item in [1, 2] {
            s.spawn(move || assert_eq!(queue.push(item), Err(item), "there never was room"));
        }
        queue.close();
    });
    assert_eq!([queue.pop(), queue.pop()], [Some(0), None], "1 and 2 were refused");
}
