//! Permits that come back, and some that can't: alone, from two threads at once, and while others wait.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two ways only: `release` meets `release`, `acquire` and `try_acquire`, and is refused for more permits than
//!   there are, and for as many as there are.
//! - 2 and 9, the first time only: every test goes on after an error, and counts the permits at its end.
//! - 7, a limit above what is tried: 300 errors, and a release that 1,000 permits overtake.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: a release of none, of all, of one more, of the maximum; semaphores of none, of thousands, of the maximum.
//! - 8, the second of two waiters gets its permit as well, and sleeps until then; and so does the twelfth.
//! - one bound or one condvar for two semaphores: `each_semaphore_has_a_bound_of_its_own`, `each_semaphore_wakes_its_own_waiters`.
//! - what is out is counted too late or too early: `release` meets each way to acquire between two of its steps.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic as unseen;

use bounded::{BoundedSemaphore, OverRelease};
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::trace::Step;
use interleave::{Checker, ReplayError, SearchError, Verdict, cell, thread};

/// As many interleavings as there is time for: with more wakeups than needed there are too many.
fn in_time() -> Checker {
    Checker::new().order_only().max_executions(4_000)
}

/// A semaphore of `most` permits, `out` of which are out.
fn with_out(most: usize, out: usize) -> BoundedSemaphore {
    let semaphore = BoundedSemaphore::new(most);
    for _ in 0..out {
        semaphore.acquire();
    }
    semaphore
}

/// After everything, exactly so many permits must be free. They are all taken.
#[track_caller]
fn check_free(semaphore: &BoundedSemaphore, expected: usize) {
    let free = (0..=expected).take_while(|_| semaphore.try_acquire()).count();
    let more = if free > expected { "more" } else { &free.to_string() };
    assert!(
        free == expected,
        "{expected} permits should be free now, but `try_acquire` finds {more}"
    );
}

/// Releases, which must not panic.
#[track_caller]
fn release(semaphore: &BoundedSemaphore, permits: usize) -> Result<(), OverRelease> {
    let result = catch_unwind(AssertUnwindSafe(|| semaphore.release(permits)));
    let Ok(result) = result else { panic!("`release({permits})` panics") };
    result
}

/// With `out` of `most` permits out, `release(permits)` must be refused or not.
#[track_caller]
fn check_release(most: usize, out: usize, permits: usize) {
    let semaphore = with_out(most, out);
    let expected = if permits <= out { Ok(()) } else { Err(OverRelease) };
    for time in ["", " for the second time"] {
        if expected.is_ok() && !time.is_empty() {
            break;
        }
        let result = release(&semaphore, permits);
        assert!(
            result == expected,
            "{out} of {most} permits are out, and `release({permits})`{time} returns {result:?}"
        );
    }
    let came_back = if expected.is_ok() { permits } else { 0 };
    check_free(&semaphore, most - out + came_back);
    // All are out now, so all may come back, and not one more.
    assert!(
        release(&semaphore, most) == Ok(()),
        "all {most} permits are out, and `release({most})` refuses them"
    );
    assert!(
        release(&semaphore, 1) == Err(OverRelease),
        "all {most} permits are back, and `release(1)` accepts another"
    );
    check_free(&semaphore, most);
}

#[test]
fn what_is_out_may_come_back_and_nothing_else() {
    in_time().model(|| {
        for most in 0..=3 {
            for out in 0..=most {
                for permits in 0..=most + 1 {
                    check_release(most, out, permits);
                }
            }
        }
    });
}

#[test]
fn the_greatest_number_is_refused_like_any_other() {
    in_time().model(|| {
        check_release(2, 0, usize::MAX);
        check_release(2, 1, usize::MAX);
        check_release(2, 2, usize::MAX - 1);
        check_release(2, 1, 1 << 16);
        check_release(2, 1, 257);
        // The half of its bits that a smaller type would keep is 0.
        check_release(2, 1, (usize::MAX >> (usize::BITS / 2)) + 1);
        for most in [1 << 8, 1 << 16] {
            let semaphore = with_out(most, 1);
            assert_eq!(release(&semaphore, most + 1), Err(OverRelease));
            assert_eq!(release(&semaphore, 2), Err(OverRelease));
            assert_eq!(release(&semaphore, 1), Ok(()));
            assert_eq!(release(&semaphore, 1), Err(OverRelease));
            assert!(semaphore.try_acquire(), "{most} permits are free");
        }
        // Only the upper half of the bits is set: a smaller type would keep 0.
        let most = !(usize::MAX >> (usize::BITS / 2));
        let semaphore = BoundedSemaphore::new(most);
        assert!(semaphore.try_acquire(), "{most} permits are free, and `try_acquire` gets none");
        assert!(
            semaphore.try_acquire(),
            "{most} permits, less one, are free, and `try_acquire` gets none"
        );
        assert_eq!(release(&semaphore, 3), Err(OverRelease));
        assert_eq!(release(&semaphore, 2), Ok(()));
        assert_eq!(release(&semaphore, 1), Err(OverRelease));
        let semaphore = with_out(usize::MAX, 2);
        assert_eq!(release(&semaphore, 3), Err(OverRelease));
        assert_eq!(release(&semaphore, usize::MAX), Err(OverRelease));
        assert_eq!(release(&semaphore, 2), Ok(()));
        assert_eq!(release(&semaphore, 1), Err(OverRelease));
    });
}

/// With one of `most` permits out, two threads release one each.
fn two_releases(most: usize) {
    let semaphore = with_out(most, 1);
    thread::scope(|s| {
        let releases = [(); 2].map(|()| s.spawn(|| release(&semaphore, 1)));
        let results = releases.map(|one| one.join().unwrap());
        let accepted = results.iter().filter(|result| result.is_ok()).count();
        assert!(
            accepted == 1,
            "one permit is out, two threads release one each, and {accepted} of them get `Ok`"
        );
    });
    check_free(&semaphore, most);
}

#[test]
fn of_two_threads_that_bring_the_same_permit_back_one_is_refused() {
    in_time().model(|| two_releases(1));
    in_time().model(|| two_releases(3));
}

#[test]
fn two_threads_may_bring_two_permits_back() {
    in_time().model(|| {
        let semaphore = with_out(3, 3);
        thread::scope(|s| {
            let releases = [1, 2].map(|n| {
                s.spawn({
                    let semaphore = &semaphore;
                    move || release(semaphore, n)
                })
            });
            for one in releases {
                let result = one.join().unwrap();
                assert!(result.is_ok(), "all three permits are out, and one of 1 + 2 is refused");
            }
        });
        check_free(&semaphore, 3);
    });
}

#[test]
fn a_release_that_is_refused_lets_no_thread_in() {
    in_time().model(|| {
        let (semaphore, inside) = (with_out(2, 1), AtomicUsize::new(1));
        thread::scope(|s| {
            let visit = || {
                semaphore.acquire();
                let now = inside.fetch_add(1, SeqCst) + 1;
                assert!(now <= 2, "{now} threads have a permit, and there are 2 permits");
                inside.fetch_sub(1, SeqCst);
                assert_eq!(release(&semaphore, 1), Ok(()));
            };
            s.spawn(visit);
            s.spawn(|| {
                let result = release(&semaphore, 3);
                assert!(result.is_err(), "`release(3)` of two permits returns {result:?}");
            });
            visit();
        });
        check_free(&semaphore, 1);
    });
}

#[test]
fn a_release_that_is_refused_gives_a_waiter_nothing() {
    in_time().model(|| {
        let (semaphore, served) = (with_out(2, 2), AtomicUsize::new(0));
        thread::scope(|s| {
            let a = s.spawn(|| {
                semaphore.acquire();
                served.fetch_add(1, SeqCst);
            });
            for _ in 0..2 {
                assert_eq!(release(&semaphore, 3), Err(OverRelease));
                let served = served.load(SeqCst);
                assert!(served == 0, "`release(3)` was refused, and a waiter has got a permit");
            }
            assert_eq!(release(&semaphore, 1), Ok(()));
            a.join().unwrap();
        });
        check_free(&semaphore, 0);
    });
}

#[test]
fn permits_that_are_refused_are_not_free_for_a_moment() {
    in_time().model(|| {
        let semaphore = with_out(2, 1);
        thread::scope(|s| {
            let release = s.spawn(|| release(&semaphore, 2));
            let mut taken = usize::from(semaphore.try_acquire());
            taken += usize::from(semaphore.try_acquire());
            // It is right to accept both: once main has the second permit, two are out.
            let came_back = if release.join().unwrap().is_ok() { 2 } else { 0 };
            assert!(
                taken <= 1 + came_back,
                "1 permit was free, `release(2)` was refused, and main has taken 2"
            );
            check_free(&semaphore, 1 + came_back - taken);
        });
    });
}

#[test]
fn a_release_that_is_refused_disturbs_no_other_that_is_right() {
    for most in 1..=2 {
        in_time().model(|| {
            let semaphore = with_out(most, 1);
            thread::scope(|s| {
                let right = s.spawn(|| release(&semaphore, 1));
                let wrong = s.spawn(|| release(&semaphore, 2));
                // With two permits it would make the wrong release right.
                let acquires = (most == 1).then(|| s.spawn(|| semaphore.acquire()));
                assert!(
                    right.join().unwrap().is_ok(),
                    "one permit of {most} is out, and `release(1)` is refused"
                );
                assert!(
                    wrong.join().unwrap().is_err(),
                    "one permit of {most} is out, and `release(2)` is accepted"
                );
                _ = acquires.map(|acquires| acquires.join().unwrap());
            });
            check_free(&semaphore, most - usize::from(most == 1));
        });
    }
}

#[test]
fn a_permit_is_out_as_soon_as_another_thread_can_tell() {
    for waits in [true, false] {
        in_time().model(|| {
            let semaphore = BoundedSemaphore::new(1);
            thread::scope(|s| {
                let a = s.spawn(|| match waits {
                    true => semaphore.acquire(),
                    false => _ = semaphore.try_acquire(),
                });
                let got = semaphore.try_acquire();
                // Whether A has the permit or main, it isn't free, and so it's out.
                assert!(
                    release(&semaphore, 1).is_ok(),
                    "the only permit is out: {}; and `release(1)` is refused",
                    if got { "main has taken it" } else { "main found it taken" }
                );
                a.join().unwrap();
            });
        });
    }
}

#[test]
fn a_try_that_gets_nothing_makes_no_wrong_release_right() {
    in_time().model(|| {
        let semaphore = with_out(1, 1);
        thread::scope(|s| {
            s.spawn(|| {
                let got = semaphore.try_acquire();
                assert!(!got, "no permit is free, and `try_acquire` gets one");
            });
            assert!(
                release(&semaphore, 2).is_err(),
                "one permit is out, another thread tries in vain, and `release(2)` is accepted"
            );
        });
        assert!(release(&semaphore, 1).is_ok(), "one permit is out, and `release(1)` is refused");
        check_free(&semaphore, 1);
    });
}

#[test]
fn hundreds_of_errors_change_nothing() {
    in_time().model(|| {
        // Counting is progress; without it, a loop that is always refused would be taken for a spin.
        let (semaphore, errors) = (with_out(2, 1), AtomicUsize::new(0));
        for time in 1..=300 {
            let result = release(&semaphore, 2);
            assert!(
                result.is_err(),
                "one of 2 permits is out, and `release(2)` number {time} is accepted"
            );
            errors.fetch_add(1, SeqCst);
        }
        assert!(release(&semaphore, 1).is_ok(), "after 300 errors a right `release(1)` is refused");
        check_free(&semaphore, 2);
    });
}

/// What A's `release(1)` has returned, if anything, while B takes permits, as a schedule led them; and how many.
fn overtaken(schedule: &str) -> (Option<bool>, usize, Vec<Step>) {
    // Std's, so that the letters are the steps of the semaphore.
    let (was_right, rounds) = (unseen::AtomicUsize::new(2), unseen::AtomicUsize::new(0));
    let run = Checker::new().order_only().try_replay(schedule, || {
        let semaphore = with_out(10_000, 1);
        thread::scope(|s| {
            s.spawn(|| was_right.store(usize::from(semaphore.release(1).is_ok()), SeqCst));
            s.spawn(|| {
                while semaphore.try_acquire() {
                    rounds.fetch_add(1, SeqCst);
                }
            });
        });
    });
    let steps = match run {
        Ok(run) => run.trace.steps,
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => run.steps,
        Err(ReplayError::Fails(found)) => panic!("A releases, and B acquires:\n{found}"),
        Err(ReplayError::Search(error)) => panic!("A releases, and B acquires: {error}"),
    };
    let was_right = was_right.into_inner();
    ((was_right < 2).then_some(was_right == 1), rounds.into_inner(), steps)
}

#[test]
fn a_right_release_is_accepted_however_often_the_count_changes_meanwhile() {
    const ROUNDS: usize = 1_000;
    let (mut schedule, mut last_round) = (String::new(), 0);
    for round in 0..4 {
        last_round = schedule.len();
        // One step of A, and then a whole `try_acquire` of B.
        schedule += "A ";
        while let (None, rounds, steps) = overtaken(&schedule)
            && rounds <= round
        {
            schedule += "B ";
            if overtaken(&schedule).2 == steps {
                // B waits until A is through, so the count doesn't change meanwhile.
                return;
            }
        }
    }
    schedule += &schedule[last_round..].repeat(ROUNDS - 4);
    let mut seen = overtaken(&schedule);
    for _ in 0..20 {
        if seen.0.is_some() {
            break;
        }
        schedule += "A ";
        seen = overtaken(&schedule);
    }
    let (was_right, rounds, _) = seen;
    assert!(
        was_right == Some(true),
        "B has taken {rounds} permits, each between two steps of A; A's `release(1)` was right all the time, and {}",
        if was_right.is_some() { "was refused" } else { "hasn't returned" }
    );
}

#[test]
fn threads_that_wait_are_asleep() {
    const AWAKE: &str = "no permit ever comes back, and a thread that waits for one doesn't sleep";
    for threads in 1..=2 {
        let verdict = in_time().try_check(|| {
            let semaphore = with_out(1, 1);
            thread::scope(|s| {
                for _ in 0..threads {
                    s.spawn(|| semaphore.acquire());
                }
                // This wakes them for nothing, if at all.
                _ = release(&semaphore, 2);
            });
        });
        match verdict {
            Ok(Verdict::Fails(found)) => {
                assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{AWAKE}:\n{found}");
            }
            Ok(Verdict::Holds(_)) => panic!("no permit was free, and `acquire` returned"),
            Err(problem) => panic!("{AWAKE}: {problem}"),
        }
    }
}

#[test]
fn several_permits_at_once_wake_enough_threads() {
    in_time().max_preemptions(2).model(|| {
        let semaphore = with_out(3, 3);
        thread::scope(|s| {
            s.spawn(|| semaphore.acquire());
            s.spawn(|| semaphore.acquire());
            assert_eq!(release(&semaphore, 3), Ok(()));
        });
        check_free(&semaphore, 1);
    });
}

#[test]
fn twelve_permits_at_once_wake_twelve_threads() {
    // The order matters little here, and the number a lot.
    in_time().max_preemptions(0).max_executions(3).model(|| {
        let semaphore = with_out(12, 12);
        thread::scope(|s| {
            for _ in 0..12 {
                s.spawn(|| semaphore.acquire());
            }
            // The last thread, so that the others wait by then: the first interleaving lets them run in this order.
            s.spawn(|| assert_eq!(release(&semaphore, 12), Ok(())));
        });
        check_free(&semaphore, 0);
    });
}

#[test]
fn two_releases_in_a_row_wake_two_threads() {
    in_time().max_preemptions(2).model(|| {
        let semaphore = with_out(2, 2);
        thread::scope(|s| {
            s.spawn(|| semaphore.acquire());
            s.spawn(|| semaphore.acquire());
            assert_eq!(release(&semaphore, 1), Ok(()));
            assert_eq!(release(&semaphore, 1), Ok(()));
        });
        check_free(&semaphore, 0);
    });
}

#[test]
fn three_threads_share_two_permits_and_each_comes_back_right() {
    in_time().max_preemptions(2).model(|| {
        let (semaphore, inside) = (BoundedSemaphore::new(2), AtomicUsize::new(0));
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    semaphore.acquire();
                    let now = inside.fetch_add(1, SeqCst) + 1;
                    assert!(now <= 2, "{now} threads are inside, with a semaphore of 2");
                    inside.fetch_sub(1, SeqCst);
                    let result = release(&semaphore, 1);
                    assert!(result.is_ok(), "a permit that was acquired is refused");
                });
            }
        });
        check_free(&semaphore, 2);
    });
}

#[test]
fn each_semaphore_has_a_bound_of_its_own() {
    in_time().model(|| {
        let (small, large) = (BoundedSemaphore::new(1), BoundedSemaphore::new(4));
        assert!(release(&small, 1).is_err(), "all of 1 is free, and `release(1)` is accepted");
        check_free(&large, 4);
        assert!(release(&small, 1).is_err(), "only the other semaphore's permits are out");
        assert!(release(&large, 4).is_ok(), "all 4 permits are out, and `release(4)` is refused");
        let small = BoundedSemaphore::new(1);
        assert!(release(&large, 1).is_err(), "all of 4 is free, and `release(1)` is accepted");
        check_free(&small, 1);
    });
}

#[test]
fn each_semaphore_wakes_its_own_waiters() {
    in_time().max_preemptions(2).model(|| {
        let (left, right) = (with_out(1, 1), with_out(1, 1));
        thread::scope(|s| {
            s.spawn(|| left.acquire());
            let waiter = s.spawn(|| right.acquire());
            assert_eq!(release(&right, 1), Ok(()));
            // Nothing else wakes it: `left` has no permit until it's through.
            waiter.join().unwrap();
            assert_eq!(release(&left, 1), Ok(()));
        });
        check_free(&left, 0);
        check_free(&right, 0);
    });
}

#[test]
fn a_permit_hands_on_what_was_done_before_it_was_released() {
    /// Plain data that is used only with the permit.
    #[derive(Default)]
    struct Boat(cell::Cell<u32>);
    // SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
    unsafe impl Sync for Boat {}

    Checker::new().max_executions(4_000).model(|| {
        let (semaphore, boat) = (BoundedSemaphore::new(1), Boat::default());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let boat = &boat;
                    semaphore.acquire();
                    boat.0.set(boat.0.get() + 1);
                    assert_eq!(release(&semaphore, 1), Ok(()));
                });
            }
        });
        assert_eq!(boat.0.get(), 2);
    });
}
