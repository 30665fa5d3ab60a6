//! right: it collects what can come out, and compares it with what may come out

#[path = "../../../exercises/12d-test-the-shelf/src/queue.rs"]
mod queue;

use std::collections::BTreeSet;

use interleave::{Checker, thread};

pub use queue::Queue;

/// What the threads got: whether 1 and 2 were pushed, what two consumers popped, and what was left at the end.
type Seen = ([bool; 2], [Option<u32>; 2], Vec<u32>);

/// Two threads push, two threads pop, or one of each; and if it is to be closed, the first thread does it.
fn seen(
    new: fn(usize) -> Box<dyn Queue>,
    (capacity, before): (usize, &[u32]),
    (pushes, pops): (usize, usize),
    close: bool,
) -> BTreeSet<Seen> {
    let outcomes = Checker::new().order_only().max_preemptions(1).outcomes(|| {
        let queue = &*new(capacity);
        for &item in before {
            assert!(queue.push(item).is_ok());
        }
        let (mut pushed, mut popped) = ([false; 2], [None; 2]);
        thread::scope(|s| {
            for (item, pushed) in (1..).zip(&mut pushed).take(pushes) {
                s.spawn(move || {
                    *pushed = queue.push(item).map_err(|back| assert_eq!(back, item)).is_ok()
                });
            }
            for popped in popped.iter_mut().take(pops) {
                s.spawn(move || *popped = queue.pop());
            }
            if close {
                queue.close();
            } else if pops == 0 {
                before.iter().for_each(|item| assert_eq!(queue.pop(), Some(*item)));
            } else {
                (8..8 + pops as u32).for_each(|item| assert_eq!(queue.push(item), Ok(())));
            }
        });
        queue.close();
        queue.close();
        assert_eq!(queue.push(7), Err(7));
        let left = std::iter::from_fn(|| queue.pop()).collect();
        assert_eq!((queue.pop(), queue.push(7)), (None, Err(7)));
        (pushed, popped, left)
    });
    outcomes.values().cloned().collect()
}

pub fn test(new: fn(usize) -> Box<dyn Queue>) {
    let none = [None; 2];
    let both = [([true; 2], none, vec![1, 2]), ([true; 2], none, vec![2, 1])];
    assert_eq!(seen(new, (2, &[3, 4]), (2, 0), false), BTreeSet::from(both));
    let popped =
        [([false; 2], [Some(8), Some(9)], vec![]), ([false; 2], [Some(9), Some(8)], vec![])];
    for capacity in [1, 2] {
        assert_eq!(seen(new, (capacity, &[]), (0, 2), false), BTreeSet::from(popped.clone()));
    }
    assert_eq!(seen(new, (1, &[]), (0, 2), true), BTreeSet::from([([false; 2], none, vec![])]));
    assert_eq!(seen(new, (1, &[5]), (2, 0), true), BTreeSet::from([([false; 2], none, vec![5])]));
    assert_eq!(
        seen(new, (3, &[5, 6, 4]), (0, 0), true),
        BTreeSet::from([([false; 2], none, vec![5, 6, 4])])
    );
}
