//! Pushes and pops from several threads, closes the queue at every moment, and wakes the sleepers for nothing.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two symmetric operations only: what is asked of `pop` is asked of `push`.
//! - 2, the first time only: `a_…_that_is_woken_for_nothing_sleeps_again` wakes 100 times, `closing_twice_…`.
//! - 3, one kind of type: `items_may_be_borrowed_and_need_no_clone`.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: `exactly_as_many_items_fit_in_as_it_has_room_for` tries 1, 2, 3, 300, powers of two
//!   and the maximum.
//! - 8, only the first of several waiters: `two_…`, `closing_lets_every_…_go`, and `a_…_sleeps` beside another sleeper.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use bounded_queue::BoundedQueue;
use interleave::trace::{Counterexample, Operation, Trace};
use interleave::{Checker, ReplayError, SearchError, Verdict, thread};

/// As many interleavings as there is time for.
fn in_time() -> Checker {
    Checker::new().order_only().max_executions(3_000)
}

/// Threads push these items, one thread for each list, and others pop so many; all of them arrive.
#[track_caller]
fn check_items(capacity: usize, producers: &[&[u32]], consumers: &[usize]) {
    in_time().model(|| {
        let queue = &BoundedQueue::new(capacity);
        thread::scope(|s| {
            for &items in producers {
                s.spawn(move || {
                    for &item in items {
                        assert_eq!(queue.push(item), Ok(()), "the queue isn't closed");
                    }
                });
            }
            let pop =
                |&times: &usize| s.spawn(move || Vec::from_iter((0..times).map(|_| queue.pop())));
            let consumers: Vec<_> = consumers.iter().map(pop).collect();
            let popped: Vec<Vec<Option<u32>>> =
                consumers.into_iter().map(|consumer| consumer.join().unwrap()).collect();
            let mut all: Vec<u32> = popped.concat().into_iter().flatten().collect();
            if let [items] = producers {
                for popped in &popped {
                    assert!(
                        popped.is_sorted(),
                        "{items:?} were pushed, and {popped:?} were popped"
                    );
                }
            }
            all.sort_unstable();
            assert!(all == producers.concat(), "{producers:?} were pushed, {popped:?} were popped");
        });
    });
}

#[test]
fn items_come_in_their_order() {
    check_items(1, &[&[1, 2, 3]], &[3]);
    check_items(2, &[&[1, 2, 3]], &[3]);
    in_time().model(|| {
        let queue = BoundedQueue::new(3);
        thread::scope(|s| {
            s.spawn(|| [2, 3, 1].map(|item| queue.push(item)));
            assert_eq!([queue.pop(), queue.pop(), queue.pop()], [Some(2), Some(3), Some(1)]);
        });
    });
}

#[test]
fn two_consumers_get_an_item_each() {
    check_items(1, &[&[1, 2]], &[1, 1]);
    check_items(2, &[&[1, 2]], &[1, 1]);
}

#[test]
fn two_producers_get_rid_of_an_item_each() {
    check_items(1, &[&[1], &[2]], &[2]);
}

#[test]
fn two_producers_find_room_when_two_items_are_popped() {
    in_time().model(|| {
        let queue = BoundedQueue::new(2);
        assert!(queue.push(1).is_ok() && queue.push(2).is_ok());
        thread::scope(|s| {
            for item in [3, 4] {
                let queue = &queue;
                s.spawn(move || assert_eq!(queue.push(item), Ok(()), "the queue isn't closed"));
            }
            assert_eq!([queue.pop(), queue.pop()], [Some(1), Some(2)]);
        });
        let left = [queue.pop(), queue.pop()];
        assert!(left == [Some(3), Some(4)] || left == [Some(4), Some(3)], "{left:?} are left");
    });
}

#[test]
fn two_producers_and_two_consumers_miss_nothing() {
    check_items(1, &[&[1], &[2]], &[1, 1]);
}

/// Explores threads that wait for what never comes: they have to sleep.
#[track_caller]
fn check_sleeps(capacity: usize, others: usize, wait: fn(&BoundedQueue<u32>)) {
    const AWAKE: &str = "nothing will ever change, and a thread that waits does not sleep";
    let verdict = Checker::new().order_only().max_executions(2_000).try_check(|| {
        let queue = BoundedQueue::new(capacity);
        thread::scope(|s| {
            for _ in 0..others {
                s.spawn(|| wait(&queue));
            }
            wait(&queue);
        });
    });
    match verdict {
        Ok(Verdict::Fails(found)) => {
            assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{AWAKE}:\n{found}");
        }
        Ok(Verdict::Holds(_)) => panic!("`push` or `pop` has returned without waiting"),
        Err(problem) => panic!("{AWAKE}: {problem}"),
    }
}

#[test]
fn exactly_as_many_items_fit_in_as_it_has_room_for() {
    for capacity in [1, 2, 3, 300] {
        Checker::new().model(|| {
            let queue = BoundedQueue::new(capacity);
            for item in 0..capacity {
                assert_eq!(queue.push(item), Ok(()), "the queue isn't closed");
            }
        });
    }
    Checker::new().model(|| {
        let queue = BoundedQueue::new(usize::MAX);
        for item in 0..100 {
            assert_eq!(queue.push(item), Ok(()), "the queue isn't closed");
        }
        assert_eq!(queue.pop(), Some(0));
    });
    for capacity in [1 << 8, 1 << 16, 1 << 31, usize::MAX / 2 + 1] {
        Checker::new().model(|| {
            let queue = BoundedQueue::new(capacity);
            assert_eq!(queue.push(1), Ok(()), "the queue has room for {capacity} items");
        });
    }
    Checker::new().model(|| {
        let queue = BoundedQueue::<u32>::new(usize::MAX);
        queue.close();
        assert_eq!(queue.pop(), None, "nothing was pushed");
        assert_eq!(queue.pop(), None, "nothing was pushed");
    });
    check_sleeps(1, 0, |queue| (0..2).for_each(|item| queue.push(item).unwrap()));
    check_sleeps(2, 0, |queue| (0..3).for_each(|item| queue.push(item).unwrap()));
    check_sleeps(3, 0, |queue| (0..4).for_each(|item| queue.push(item).unwrap()));
}

#[test]
fn a_consumer_without_an_item_sleeps() {
    check_sleeps(1, 0, |queue| _ = queue.pop());
    check_sleeps(1, 1, |queue| _ = queue.pop());
}

#[test]
fn a_producer_without_room_sleeps() {
    check_sleeps(1, 1, |queue| (0..2).for_each(|item| queue.push(item).unwrap()));
}

#[test]
fn after_closing_no_item_is_added() {
    in_time().model(|| {
        let queue = BoundedQueue::new(1);
        queue.close();
        assert_eq!(queue.push(7), Err(7), "the queue is closed");
        assert_eq!(queue.pop(), None, "7 was refused, so the queue is empty");
        let queue = BoundedQueue::new(1);
        assert_eq!(queue.push(1), Ok(()), "the queue isn't closed");
        queue.close();
        assert_eq!(queue.push(7), Err(7), "the queue is full and closed");
    });
}

#[test]
fn what_is_left_can_be_popped_after_closing() {
    in_time().model(|| {
        let queue = BoundedQueue::new(2);
        thread::scope(|s| {
            s.spawn(|| {
                assert_eq!((queue.push(1), queue.push(2)), (Ok(()), Ok(())));
                queue.close();
            });
            let popped = [queue.pop(), queue.pop(), queue.pop(), queue.pop()];
            assert_eq!(popped, [Some(1), Some(2), None, None], "1 and 2 were pushed");
        });
    });
}

#[test]
fn closing_lets_every_consumer_go() {
    in_time().model(|| {
        let queue = BoundedQueue::<u32>::new(1);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| assert_eq!(queue.pop(), None, "nothing was pushed"));
            }
            queue.close();
        });
    });
}

#[test]
fn closing_lets_every_producer_go() {
    in_time().model(|| {
        let queue = BoundedQueue::new(1);
        assert!(queue.push(0).is_ok());
        thread::scope(|s| {
            for item in 1..=2 {
                let queue = &queue;
                s.spawn(move || assert_eq!(queue.push(item), Err(item), "there never was room"));
            }
            queue.close();
        });
        assert_eq!([queue.pop(), queue.pop()], [Some(0), None], "the others were refused");
    });
}

#[test]
fn closing_lets_a_sleeper_go_whatever_is_in_the_queue() {
    let few = || in_time().max_preemptions(2);
    // An item is in the queue, and a consumer that hasn't run since it fell asleep.
    few().model(|| {
        let queue = BoundedQueue::new(1);
        thread::scope(|s| {
            let consumers = [s.spawn(|| queue.pop()), s.spawn(|| queue.pop())];
            assert_eq!(queue.push(1), Ok(()), "the queue isn't closed");
            queue.close();
            let mut popped = consumers.map(|consumer| consumer.join().unwrap());
            popped.sort_unstable();
            assert_eq!(popped, [None, Some(1)], "1 was pushed");
        });
    });
    // There is room in the queue, and a producer that hasn't run since it fell asleep.
    few().model(|| {
        let queue = BoundedQueue::new(1);
        assert!(queue.push(0).is_ok());
        thread::scope(|s| {
            let queue = &queue;
            let producers = [1, 2].map(|item| s.spawn(move || queue.push(item)));
            assert_eq!(queue.pop(), Some(0), "0 was pushed first");
            queue.close();
            let pushed = producers.map(|producer| producer.join().unwrap());
            let added = pushed.iter().filter(|pushed| pushed.is_ok()).count();
            assert!(added <= 1, "two items were pushed to a queue with room for one");
        });
    });
}

#[test]
fn closing_lets_sleepers_of_both_kinds_go() {
    in_time().max_preemptions(2).model(|| {
        let queue = BoundedQueue::new(1);
        thread::scope(|s| {
            s.spawn(|| _ = queue.pop());
            for item in 1..=3 {
                let queue = &queue;
                s.spawn(move || _ = queue.push(item));
            }
            queue.close();
        });
    });
}

#[test]
fn an_item_is_either_refused_or_popped() {
    in_time().model(|| {
        let queue = BoundedQueue::new(1);
        assert!(queue.push(1).is_ok());
        thread::scope(|s| {
            let a = s.spawn(|| queue.push(2));
            let b = s.spawn(|| [queue.pop(), queue.pop()]);
            queue.close();
            match (a.join().unwrap(), b.join().unwrap()) {
                (Ok(()), [Some(1), Some(2)]) | (Err(2), [Some(1), None]) => {}
                (pushed, popped) => {
                    panic!("`push` of 2 returned {pushed:?}, and {popped:?} were popped")
                }
            }
        });
    });
}

#[test]
fn closing_twice_does_nothing_more() {
    in_time().model(|| {
        let queue = BoundedQueue::new(1);
        queue.close();
        queue.close();
        assert_eq!(queue.push(1), Err(1), "the queue is empty and closed");
        assert_eq!(queue.pop(), None, "1 was refused");
    });
    in_time().model(|| {
        let queue = BoundedQueue::new(1);
        assert!(queue.push(1).is_ok());
        thread::scope(|s| {
            s.spawn(|| queue.close());
            queue.close();
        });
        assert_eq!(queue.push(2), Err(2), "the queue is closed");
        assert_eq!([queue.pop(), queue.pop()], [Some(1), None]);
        assert_eq!(queue.push(3), Err(3), "the queue is still closed");
    });
}

/// What has happened as far as a schedule led A and B.
struct Seen {
    /// How many rounds B has made.
    rounds: usize,
    /// Whether A has what it waits for.
    done: bool,
    trace: Trace,
    /// A failure other than that a thread sleeps for good.
    failure: Option<Box<Counterexample>>,
}

/// A waits for an item, or for room. B pushes and pops, or the other way round, so many times, and once more.
fn follow(pops: bool, times: usize, schedule: &str) -> Seen {
    // Std's atomics: the explorer does not see them, so the letters are the steps of the queue.
    // With the star, counting the handles of an `Arc` is a step from the start.
    let (rounds, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let run = Checker::new().try_replay(&format!("*{schedule}"), || {
        let queue = BoundedQueue::new(1);
        if !pops {
            _ = queue.push(0);
        }
        thread::scope(|s| {
            s.spawn(|| {
                _ = if pops { queue.pop().ok_or(0) } else { queue.push(0).map(|()| 0) };
                done.store(1, SeqCst);
            });
            s.spawn(|| {
                for round in 1..=times + 1 {
                    _ = if pops { queue.push(1) } else { queue.pop().map(|_| ()).ok_or(0) };
                    _ = if pops { queue.pop().map(|_| ()).ok_or(0) } else { queue.push(1) };
                    rounds.store(round, SeqCst);
                }
            });
        });
    });
    let (trace, failure) = match run {
        Ok(run) => (run.trace, None),
        Err(ReplayError::Fails(found)) => {
            let sleeps = matches!(found.kind(), "lost_wakeup" | "deadlock");
            (found.trace.clone(), (!sleeps).then_some(found))
        }
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => (*run, None),
        Err(ReplayError::Search(error)) => panic!("{error}"),
    };
    Seen { rounds: rounds.into_inner(), done: done.into_inner() == 1, trace, failure }
}

/// Whether A is asleep: its next step would be to wake up for no reason.
fn is_asleep(pops: bool, times: usize, schedule: &str) -> bool {
    let then = follow(pops, times, &format!("{schedule} A")).trace;
    let last = then.steps.last();
    last.is_some_and(|step| step.thread == 1 && step.operation == Operation::WokeSpuriously)
}

/// A sleeps; B makes rounds, and A goes on after each of them until it sleeps again.
#[track_caller]
fn check_sleeps_again(pops: bool) {
    const TIMES: usize = 100;
    const GONE: &str = "A has to wait, and goes on nevertheless";
    let (mut schedule, mut lengths) = (String::new(), Vec::new());
    for round in 0..=4 {
        for who in ['B', 'A'] {
            for step in 0.. {
                let now = follow(pops, TIMES, &schedule);
                if let Some(found) = now.failure {
                    panic!("A was woken for nothing:\n{found}");
                }
                assert!(!now.done, "{GONE}:\n\n{}", now.trace);
                let is_made = now.rounds == round;
                if if who == 'B' { is_made } else { is_asleep(pops, TIMES, &schedule) } {
                    break;
                }
                if who == 'B' && step == 25 {
                    // What B has brought is A's from the start, so A is never woken for nothing.
                    return;
                }
                assert!(step < 25, "A was woken for nothing, and stays awake:\n\n{}", now.trace);
                schedule += &format!(" {who}");
            }
        }
        lengths.push(schedule.len());
    }
    // What the two do in their fourth round they do in each.
    schedule += &schedule[lengths[3]..].repeat(TIMES - 4);
    let seen = follow(pops, TIMES, &schedule);
    assert!(
        is_asleep(pops, TIMES, &schedule) && !seen.done,
        "A was woken for nothing {TIMES} times, and did not sleep again each time"
    );
}

#[test]
fn a_consumer_that_is_woken_for_nothing_sleeps_again() {
    check_sleeps_again(true);
}

#[test]
fn a_producer_that_is_woken_for_nothing_sleeps_again() {
    check_sleeps_again(false);
}

#[test]
fn items_may_be_borrowed_and_need_no_clone() {
    struct Item<'a>(&'a str, Cell<u32>);
    in_time().model(|| {
        let text = String::from("rye");
        let queue = BoundedQueue::new(1);
        thread::scope(|s| {
            s.spawn(|| assert!(queue.push(Item(&text, Cell::new(1))).is_ok()));
            let item = queue.pop().expect("the queue isn't closed");
            assert_eq!((item.0, item.1.get()), ("rye", 1));
        });
    });
}
