//! Threads that try, and threads that wait, at one lock.
//!
//! `order_only`: which orderings a lock needs is the question of chapter 7.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two operations: `try_acquire` meets itself, `acquire` and `release`.
//! - 2, the first time only: `a_try_takes_a_free_lock`, `a_try_of_a_taken_lock_changes_nothing`.
//! - 3, one kind of other threads: they try, wait, release, or only ask (`…_because_another_thread_asks`).
//! - 4, std's types: refused in all exercises.
//! - 5, "never waits": for a holder (`a_try_of_a_taken_lock_looks_once`), behind a waiter
//!   (`a_try_does_not_wait_behind_a_waiter`), for another trier (`a_try_does_not_wait_for_another_try`).
//! - 6, the boundary: `a_taken_lock_stays_taken_however_often_it_is_tried`, 2,000 times.
//! - 7, retry limits: `a_try_that_loses_a_race_does_not_try_again` counts. A weak exchange that is repeated as long as it
//!   fails for no reason is right; one that stops after two or three such failures isn't, and is beyond these tests.

use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use interleave::trace::Operation::{self, *};
use interleave::{Checker, Explored, Verdict, thread};
use try_acquire::{BinaryLock, NotLocked};

const RELEASE: &str = "held the lock, but `release` said that it was free";

/// All interleavings, or as many as there is time for: with deadlines, there are too many.
fn in_time() -> Checker {
    Checker::new().order_only().max_executions(1_000)
}

/// So many threads try, and how many of them took the lock. None releases it.
fn took_it(threads: u32) -> u32 {
    let lock = BinaryLock::default();
    thread::scope(|s| {
        let threads: Vec<_> = (0..threads).map(|_| s.spawn(|| lock.try_acquire())).collect();
        threads.into_iter().map(|one| u32::from(one.join().unwrap())).sum()
    })
}

#[test]
fn exactly_one_of_two_tries_at_once_succeeds() {
    in_time().model(|| match took_it(2) {
        0 => panic!("the lock was free, but both tries were refused"),
        2 => panic!("two threads hold the lock together"),
        _ => {}
    });
}

#[test]
fn exactly_one_of_three_tries_at_once_succeeds() {
    in_time().model(|| {
        let took = took_it(3);
        assert!(took == 1, "the lock was free and three threads tried, but {took} of them took it");
    });
}

#[test]
fn a_try_takes_a_free_lock() {
    in_time().model(|| {
        let lock = BinaryLock::default();
        for _ in 0..2 {
            assert!(lock.try_acquire(), "the lock was free, and no other thread was there");
            assert!(lock.locked(), "`try_acquire` returned true, but the lock is not locked");
            assert!(lock.release().is_ok(), "{RELEASE}");
        }
    });
}

#[test]
fn a_try_of_a_taken_lock_changes_nothing() {
    in_time().model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        for _ in 0..2 {
            assert!(!lock.try_acquire(), "the lock was taken, but `try_acquire` returned true");
            assert!(lock.locked(), "main holds the lock, but it is not locked");
        }
        assert!(lock.release().is_ok(), "{RELEASE}");
        assert!(!lock.locked(), "main has released the lock, but it is locked");
    });
}

#[test]
fn a_try_is_not_refused_because_of_another_that_was_refused() {
    in_time().model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        let (early, late) = thread::scope(|s| {
            let early = s.spawn(|| lock.try_acquire());
            assert!(lock.release().is_ok(), "{RELEASE}");
            let late = lock.try_acquire();
            (early.join().unwrap(), late)
        });
        assert!(!(early && late), "two threads hold the lock together");
        assert!(
            early || late,
            "main released the lock and then tried; the lock is free, but A and main were both refused"
        );
    });
}

#[test]
fn a_try_is_not_refused_because_a_thread_waits() {
    in_time().model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            let waiter = s.spawn(|| lock.acquire());
            assert!(lock.release().is_ok(), "{RELEASE}");
            let took = lock.try_acquire();
            // A keeps the lock once it has it. So if it's free now, it was free all the time.
            assert!(
                took || lock.locked(),
                "the lock is free, but main's `try_acquire` was refused"
            );
            if took {
                assert!(lock.release().is_ok(), "{RELEASE}");
            }
            waiter.join().unwrap();
        });
    });
}

#[test]
fn a_try_does_not_wait_behind_a_waiter() {
    in_time().model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| lock.acquire());
            let tries = s.spawn(|| lock.try_acquire());
            // Main releases the lock only after B has got its answer.
            let took = tries.join().unwrap();
            assert!(!took, "main held the lock, but `try_acquire` returned true");
            assert!(lock.release().is_ok(), "{RELEASE}");
        });
    });
}

/// One thread acquires, and so many try; each that has the lock is alone inside, and releases it.
fn visit_with_tries(tries: u32) {
    let (lock, inside) = (BinaryLock::default(), AtomicU32::new(0));
    let visit = || {
        let others = inside.fetch_add(1, SeqCst);
        assert!(others == 0, "two threads hold the lock together");
        inside.fetch_sub(1, SeqCst);
        assert!(lock.release().is_ok(), "{RELEASE}");
    };
    thread::scope(|s| {
        s.spawn(|| {
            lock.acquire();
            visit();
        });
        for _ in 0..tries {
            s.spawn(|| {
                if lock.try_acquire() {
                    visit();
                }
            });
        }
    });
    assert!(!lock.locked(), "every thread has released the lock, but it is locked");
}

#[test]
fn two_threads_never_hold_the_lock_together() {
    in_time().model(|| visit_with_tries(1));
    // Bounded, so that loops do not take minutes.
    in_time().max_preemptions(2).model(|| visit_with_tries(2));
}

#[test]
fn a_waiter_gets_the_lock_although_other_threads_try() {
    in_time().model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| lock.acquire());
            s.spawn(|| {
                if lock.try_acquire() {
                    assert!(lock.release().is_ok(), "{RELEASE}");
                }
            });
            assert!(lock.release().is_ok(), "{RELEASE}");
        });
        assert!(lock.locked(), "A, which waited, holds the lock, but it is not locked");
    });
}

#[test]
fn a_try_after_the_release_succeeds() {
    in_time().model(|| {
        let (lock, left) = (BinaryLock::default(), AtomicBool::new(false));
        let tried = thread::scope(|s| {
            s.spawn(|| {
                lock.acquire();
                assert!(lock.release().is_ok(), "{RELEASE}");
                left.store(true, SeqCst);
            });
            let tried = s.spawn(|| left.load(SeqCst).then(|| lock.try_acquire()));
            tried.join().unwrap()
        });
        assert!(tried != Some(false), "A had released the lock, but B's try was refused");
    });
}

/// Explores, and returns what was seen on the way.
fn explored<T>(program: impl Fn() -> T) -> Explored {
    match in_time().check(program) {
        Verdict::Holds(explored) => explored,
        Verdict::Fails(counterexample) => panic!("\n{counterexample}"),
    }
}

/// How often the operations of this list were done in one run, at most.
fn most(explored: &Explored, operations: &[Operation]) -> u64 {
    operations.iter().map(|&operation| explored.most(operation)).sum()
}

const FAILED: [Operation; 3] = [CompareExchangeFailed, CompareExchangeWeakFailed, TryLockFailed];
const PAUSES: [Operation; 6] = [Sleep, Yield, Park, ParkTimeout, Wait, WaitTimeout];

#[test]
fn a_try_of_a_taken_lock_looks_once() {
    let taken = || {
        let lock = BinaryLock::default();
        lock.acquire();
        lock
    };
    let (before, explored) = (explored(taken), explored(|| taken().try_acquire()));
    let pauses = most(&explored, &PAUSES);
    assert!(pauses == 0, "the lock was taken, and `try_acquire` paused: that is waiting");
    let looks = [Load, Swap, FetchAdd, FetchOr, FetchMax, FetchAnd, Lock];
    let looks = |explored| most(explored, &looks) + most(explored, &FAILED);
    let looks = looks(&explored) - looks(&before);
    assert!(
        looks <= 1,
        "the lock was taken, and `try_acquire` looked {looks} times: looking again is waiting"
    );
}

#[test]
fn a_taken_lock_stays_taken_however_often_it_is_tried() {
    // One long run, without a picture.
    let run = interleave::replay("", || {
        let lock = BinaryLock::default();
        lock.acquire();
        // Counting is a step that changes something, so the tries don't count as waiting.
        let tries = AtomicU32::new(0);
        (0..2_000).find(|_| lock.try_acquire() || tries.fetch_add(1, SeqCst) == u32::MAX)
    });
    if let Some(refused) = run.value {
        panic!("main held the lock; {refused} tries were refused, and then one took it");
    }
}

#[test]
fn a_try_is_not_refused_because_another_thread_asks() {
    let asks: [fn(&BinaryLock); 2] = [|lock| _ = lock.locked(), |lock| _ = lock.release()];
    for ask in asks {
        in_time().model(|| {
            let lock = BinaryLock::default();
            thread::scope(|s| {
                s.spawn(|| ask(&lock));
                assert!(
                    lock.try_acquire(),
                    "no thread took the lock, but `try_acquire` refused it while A called `locked` or `release`"
                );
            });
        });
    }
}

#[test]
fn a_try_that_loses_a_race_does_not_try_again() {
    let explored = explored(|| took_it(2));
    let (pauses, failed) = (most(&explored, &PAUSES), most(&explored, &FAILED));
    assert!(pauses == 0, "two threads tried, and one of them paused: that is waiting");
    assert!(
        failed <= 1,
        "two threads tried, so one is refused, but {failed} tries failed: the thread that lost tried again"
    );
}

/// At every point of every schedule of two tries, each thread that isn't done can go.
#[test]
fn a_try_does_not_wait_for_another_try() {
    let tree = Checker::new().order_only().schedules(|| took_it(2));
    let mut nodes = vec![&tree.root];
    while let Some(node) = nodes.pop() {
        let (mut later, mut rest) = (Vec::new(), vec![node]);
        while let Some(node) = rest.pop() {
            later.extend(&node.choices);
            rest.extend(node.choices.iter().map(|choice| &choice.next));
        }
        // A mutex around the state itself is held for a line: no atomic is used under it.
        let mut steps = later.iter().flat_map(|choice| &choice.steps);
        let is_one_line = steps.all(|step| matches!(step.operation, Lock | Unlock | Join));
        for waits in later.iter().map(|choice| choice.thread) {
            let can_go = node.choices.iter().any(|choice| choice.thread == waits);
            assert!(
                can_go || is_one_line,
                "two threads tried, and one of them could not go on until the other had: that is waiting"
            );
        }
        nodes.extend(node.choices.iter().map(|choice| &choice.next));
    }
}

#[test]
fn locked_changes_nothing() {
    in_time().model(|| {
        let lock = BinaryLock::default();
        for _ in 0..2 {
            assert!(!lock.locked(), "no thread holds the lock, but it is locked");
        }
        assert!(lock.try_acquire(), "main only called `locked`, so the lock is free");
    });
}

#[test]
fn exactly_one_of_two_releases_at_once_succeeds() {
    in_time().model(|| {
        let lock = BinaryLock::default();
        assert!(lock.try_acquire(), "the lock was free");
        let told = thread::scope(|s| {
            let both = [0, 1].map(|_| s.spawn(|| lock.release()));
            both.map(|one| one.join().unwrap())
        });
        let released = told.iter().filter(|told| told.is_ok()).count();
        assert!(
            released == 1,
            "two threads released the lock, and {released} of them were told that they did"
        );
        assert_eq!(lock.release(), Err(NotLocked), "the lock was free already");
    });
}

#[test]
fn each_lock_is_a_lock_of_its_own() {
    in_time().model(|| {
        let (lock, other) = (BinaryLock::default(), BinaryLock::default());
        assert!(lock.try_acquire(), "the lock was free");
        assert!(other.try_acquire(), "this lock was free; another was taken");
        assert!(lock.release().is_ok(), "{RELEASE}");
        assert!(other.locked(), "this lock is held; another was released");
    });
}
