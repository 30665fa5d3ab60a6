//! right: for one thread, a `VecDeque` beside the queue; and threads that are spawned with an `Arc`

#[path = "../../../exercises/12d-test-the-shelf/src/queue.rs"]
mod queue;

use std::collections::VecDeque;

use interleave::Checker;
use interleave::sync::Arc;
use interleave::thread::{self, JoinHandle};

pub use queue::Queue;

type Shelf = Arc<Box<dyn Queue>>;

/// Everything that one thread can do without waiting, in five steps: `push`, `pop` or `close`.
fn alone(new: fn(usize) -> Box<dyn Queue>) {
    for capacity in 1..=2 {
        for day in 0..3_u32.pow(5) {
            let (queue, mut items, mut closed) = (new(capacity), VecDeque::new(), false);
            for step in 0..5 {
                match day / 3_u32.pow(step) % 3 {
                    0 if closed => assert_eq!(queue.push(step), Err(step)),
                    0 if items.len() < capacity => {
                        items.push_back(step);
                        assert_eq!(queue.push(step), Ok(()));
                    }
                    1 if closed || !items.is_empty() => assert_eq!(queue.pop(), items.pop_front()),
                    2 => {
                        queue.close();
                        closed = true;
                    }
                    _ => {}
                }
            }
        }
    }
}

fn push(shelf: &Shelf, item: u32) -> JoinHandle<Result<(), u32>> {
    let shelf = Arc::clone(shelf);
    thread::spawn(move || shelf.push(item))
}

fn pop(shelf: &Shelf) -> JoinHandle<Option<u32>> {
    let shelf = Arc::clone(shelf);
    thread::spawn(move || shelf.pop())
}

pub fn test(new: fn(usize) -> Box<dyn Queue>) {
    let quick = Checker::new().order_only().max_preemptions(2);
    quick.model(|| alone(new));
    quick.model(|| {
        let shelf = Arc::new(new(1));
        let (a, b) = (pop(&shelf), pop(&shelf));
        assert!(shelf.push(1).is_ok());
        assert!(shelf.push(2).is_ok());
        let sum = a.join().unwrap().unwrap() + b.join().unwrap().unwrap();
        assert_eq!(sum, 3);
    });
    quick.model(|| {
        let shelf = Arc::new(new(2));
        let (a, b) = (pop(&shelf), pop(&shelf));
        assert!(shelf.push(1).is_ok() && shelf.push(2).is_ok());
        assert!(a.join().unwrap() != b.join().unwrap());
    });
    quick.model(|| {
        let shelf = Arc::new(new(2));
        assert!(shelf.push(1).is_ok() && shelf.push(2).is_ok());
        let (a, b) = (push(&shelf, 3), push(&shelf, 4));
        assert_eq!((shelf.pop(), shelf.pop()), (Some(1), Some(2)));
        assert!(a.join().unwrap().is_ok() && b.join().unwrap().is_ok());
        shelf.close();
        assert_eq!(shelf.pop().unwrap() + shelf.pop().unwrap(), 7);
        assert_eq!(shelf.pop(), None);
    });
    quick.model(|| {
        let shelf = Arc::new(new(1));
        let (a, b) = (pop(&shelf), pop(&shelf));
        shelf.close();
        assert_eq!((a.join().unwrap(), b.join().unwrap()), (None, None));
    });
    quick.model(|| {
        let shelf = Arc::new(new(1));
        assert!(shelf.push(0).is_ok());
        let (a, b) = (push(&shelf, 1), push(&shelf, 2));
        shelf.close();
        assert_eq!((a.join().unwrap(), b.join().unwrap()), (Err(1), Err(2)));
    });
}
