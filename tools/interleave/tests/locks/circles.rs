//! Threads that wait for each other: the report tells the circle in its order, and leaves out who only joins.

use interleave::sync::{Mutex, RwLock};
use interleave::{FailureKind, thread};

use super::check_picture;

#[test]
fn two_philosophers_wait_for_each_other() {
    let stuck = interleave::check(|| {
        let (left, right) = (Mutex::new(0), Mutex::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                let _left = left.lock().unwrap();
                let _right = right.lock().unwrap();
            });
            s.spawn(|| {
                let _right = right.lock().unwrap();
                let _left = left.lock().unwrap();
            });
        });
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(&stuck, "two_philosophers_wait_for_each_other");
}

/// Each takes the fork at its place, and then the next one's.
fn dinner(philosophers: usize) {
    let forks: Vec<Mutex<()>> = (0..philosophers).map(|_| Mutex::new(())).collect();
    thread::scope(|s| {
        for (i, fork) in forks.iter().enumerate() {
            // The other way round the table, so that the circle is not in the order of names.
            let next = &forks[(i + philosophers - 1) % philosophers];
            s.spawn(move || {
                let _first = fork.lock().unwrap();
                let _second = next.lock().unwrap();
            });
        }
    });
}

/// Who waits, line by line.
fn waiting(stuck: &interleave::Counterexample) -> Vec<String> {
    let lines = stuck.explanation();
    lines[1..].iter().map(|line| line.trim_start()[..1].to_string()).collect()
}

#[test]
fn three_and_four_are_told_in_the_order_of_the_circle() {
    assert_eq!(
        waiting(&interleave::check(|| dinner(3)).expect_fails(FailureKind::Deadlock)),
        ["A", "C", "B"]
    );
    assert_eq!(
        waiting(&interleave::check(|| dinner(4)).expect_fails(FailureKind::Deadlock)),
        ["A", "D", "C", "B"]
    );
}

#[test]
fn a_thread_that_waits_for_the_circle_comes_after_it() {
    let stuck = interleave::check(|| {
        let (x, y, z) = (Mutex::new(0), Mutex::new(0), RwLock::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                let _z = z.read().unwrap();
                let _x = x.lock().unwrap();
                let _y = y.lock().unwrap();
            });
            s.spawn(|| *z.write().unwrap() += 1);
            s.spawn(|| {
                let _y = y.lock().unwrap();
                let _x = x.lock().unwrap();
            });
        });
    })
    .expect_fails(FailureKind::Deadlock);
    let order = waiting(&stuck);
    assert_eq!(order[..2], ["A", "C"], "{stuck}");
}

#[test]
fn a_thread_that_joins_while_it_holds_the_others_lock_is_part_of_the_circle() {
    let stuck = interleave::check(|| {
        let x = Mutex::new(0);
        thread::scope(|s| {
            let _guard = x.lock().unwrap();
            let other = s.spawn(|| *x.lock().unwrap() += 1);
            other.join().unwrap();
        });
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(
        &stuck,
        "a_thread_that_joins_while_it_holds_the_others_lock_is_part_of_the_circle",
    );
}

#[test]
fn a_thread_that_locks_again_waits_for_itself() {
    let stuck = interleave::check(|| {
        let x = Mutex::new(0);
        let _first = x.lock().unwrap();
        drop(x.lock().unwrap());
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(&stuck, "a_thread_that_locks_again_waits_for_itself");
}
