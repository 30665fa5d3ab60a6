//! rejected: search — it runs each test in one schedule
//! by: a_semaphore_that_leaves_a_thread_waiting_is_refused, a_semaphore_that_lets_too_many_in_is_refused, a_semaphore_that_refuses_and_changes_is_refused, no_right_semaphore_is_refused, no_right_semaphore_is_refused_for_its_name

#[path = "../../../exercises/13d-test-the-boats/src/semaphore.rs"]
mod semaphore;

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::{replay, thread};

pub use semaphore::{OverRelease, Semaphore};

/// Returns if the semaphores that `new` makes are right, and panics if they are wrong. `new(3)` makes one of three permits.
pub fn test(new: fn(usize) -> Box<dyn Semaphore>) {
    replay("", || what_is_out_comes_back_and_nothing_else(new));
    replay("", || of_two_threads_that_try_one_gets_the_permit(new));
    replay("", || of_two_threads_that_bring_one_permit_back_one_is_refused(new));
    replay("", || a_release_that_is_refused_lets_no_thread_in(new));
    for permits in [1, 2] {
        replay("", || no_more_threads_are_in_than_there_are_permits(new, permits));
    }
    for releases in [&[2][..], &[1, 1]] {
        replay("", || two_permits_let_two_waiters_in(new, releases));
    }
}

fn what_is_out_comes_back_and_nothing_else(new: fn(usize) -> Box<dyn Semaphore>) {
    let (semaphore, _other) = (new(2), new(1));
    // The first error must neither be the only one nor spoil what comes later.
    for _ in 0..2 {
        assert_eq!(semaphore.release(1), Err(OverRelease), "none is out");
    }
    semaphore.acquire();
    for permits in [2, usize::MAX] {
        assert_eq!(semaphore.release(permits), Err(OverRelease), "one is out");
    }
    assert_eq!(semaphore.release(0), Ok(()), "no permit at all may always come back");
    check_free(&*semaphore, 1);
    assert_eq!(semaphore.release(2), Ok(()), "two are out");
    check_free(&*semaphore, 2);
}

fn of_two_threads_that_try_one_gets_the_permit(new: fn(usize) -> Box<dyn Semaphore>) {
    let semaphore = new(1);
    thread::scope(|s| {
        let other = s.spawn(|| semaphore.try_acquire());
        let mine = semaphore.try_acquire();
        assert!(mine != other.join().unwrap(), "one permit was free, and two threads tried");
    });
}

fn of_two_threads_that_bring_one_permit_back_one_is_refused(new: fn(usize) -> Box<dyn Semaphore>) {
    let semaphore = new(1);
    semaphore.acquire();
    thread::scope(|s| {
        let other = s.spawn(|| semaphore.release(1));
        let mine = semaphore.release(1);
        assert!(mine != other.join().unwrap(), "one permit was out, and two threads released one");
    });
    check_free(&*semaphore, 1);
}

fn a_release_that_is_refused_lets_no_thread_in(new: fn(usize) -> Box<dyn Semaphore>) {
    let semaphore = new(1);
    semaphore.acquire();
    thread::scope(|s| {
        s.spawn(|| assert_eq!(semaphore.release(2), Err(OverRelease), "one is out"));
        assert!(!semaphore.try_acquire(), "the only permit is out");
    });
    check_free(&*semaphore, 0);
}

fn no_more_threads_are_in_than_there_are_permits(
    new: fn(usize) -> Box<dyn Semaphore>,
    permits: usize,
) {
    let (semaphore, inside) = (new(permits), AtomicUsize::new(0));
    let visit = || {
        semaphore.acquire();
        assert!(inside.fetch_add(1, SeqCst) < permits, "more threads are in than permits exist");
        inside.fetch_sub(1, SeqCst);
        assert_eq!(semaphore.release(1), Ok(()), "this permit is out");
    };
    thread::scope(|s| {
        for _ in 0..permits {
            s.spawn(visit);
        }
        visit();
    });
    check_free(&*semaphore, permits);
}

fn two_permits_let_two_waiters_in(new: fn(usize) -> Box<dyn Semaphore>, releases: &[usize]) {
    let semaphore = new(2);
    semaphore.acquire();
    semaphore.acquire();
    thread::scope(|s| {
        s.spawn(|| semaphore.acquire());
        s.spawn(|| semaphore.acquire());
        for &permits in releases {
            assert_eq!(semaphore.release(permits), Ok(()), "two were out");
        }
    });
    check_free(&*semaphore, 0);
}

/// So many permits must be free. Takes all of them.
#[track_caller]
fn check_free(semaphore: &dyn Semaphore, expected: usize) {
    for _ in 0..expected {
        assert!(semaphore.try_acquire(), "{expected} permits should be free, and fewer are");
    }
    assert!(!semaphore.try_acquire(), "{expected} permits should be free, and more are");
}
