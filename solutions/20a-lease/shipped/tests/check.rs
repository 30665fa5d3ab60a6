//! A lock service and its clients, on a virtual clock that moves only while a client sleeps.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of the ways to end a lease: released, run out, renewed and run out; and each of the two calls that need a
//!   valid lease, with an older one, one that was released, and one that ran out.
//! - a lease is the client's, and not the thread's.
//! - a token is taken before it's clear that there will be a lease, and in another order.
//! - the clock is read too early: a call waits for its turn while the lease runs out, or is released.
//! - 2 and 9, the first time only: a thousand leases in a row, a lease that is renewed twice.
//! - 4, std's types: refused in all exercises.
//! - 5, waiting where there is nothing to wait for: the clock stands still.
//! - 6, the boundary: a lease of zero, and the moment at which a lease runs out, with a nanosecond on either side.
//! - one lock for two services: `each_service_lends_a_lock_of_its_own`.

use interleave::thread;
use interleave::time::{Duration, Instant};
use lease::{Lease, LockService};

const S: Duration = Duration::from_secs(1);
const NANO: Duration = Duration::from_nanos(1);

#[track_caller]
fn acquire(service: &LockService, time: Duration) -> Lease {
    let Some(lease) = service.try_acquire(time) else {
        panic!("no lease is valid, and `try_acquire` returned `None`")
    };
    assert!(
        lease.until == Instant::now() + time,
        "a lease of {time:?} was granted that runs out after {:?}",
        lease.until - Instant::now()
    );
    lease
}

#[track_caller]
fn renew(service: &LockService, lease: Lease, time: Duration) -> Lease {
    let Some(renewed) = service.renew(lease, time) else {
        panic!("the lease is valid, and `renew` returned `None`")
    };
    assert!(
        renewed.until == Instant::now() + time,
        "a lease was renewed for {time:?}, and runs out after {:?}",
        renewed.until - Instant::now()
    );
    assert!(renewed.token == lease.token, "`renew` changed the token");
    renewed
}

/// No client gets the lock before `left` has passed, and then it's free.
#[track_caller]
fn check_lent_for(service: &LockService, left: Duration) {
    let start = Instant::now();
    for wait in [Duration::ZERO, left.saturating_sub(NANO)] {
        thread::sleep(wait);
        let other = service.try_acquire(S);
        assert!(other.is_none(), "a lease is valid, and `try_acquire` granted another one");
    }
    assert!(Instant::now() < start + left, "`try_acquire` waited");
    thread::sleep(NANO);
    acquire(service, S);
}

/// Neither call has an effect on the service, or says that it had one.
#[track_caller]
fn check_not_valid(service: &LockService, lease: Lease, why: &str) {
    for lease in [lease, Lease { until: Instant::now() + 60 * S, ..lease }] {
        let renewed = service.renew(lease, 60 * S);
        assert!(renewed.is_none(), "{why}, and `renew` renewed it");
        assert!(!service.release(lease), "{why}, and `release` returned `true`");
    }
}

#[test]
fn one_lease_is_valid_at_a_time_and_it_runs_out() {
    interleave::model(|| {
        for time in [NANO, S, 3_600 * S] {
            let service = LockService::default();
            acquire(&service, time);
            check_lent_for(&service, time);
        }
    });
}

#[test]
fn a_lease_of_zero_has_run_out_when_it_is_granted() {
    interleave::model(|| {
        let service = LockService::default();
        let none = acquire(&service, Duration::ZERO);
        check_not_valid(&service, none, "a lease of zero has run out");
        assert!(acquire(&service, S).token > none.token, "the next lease has no higher token");
    });
}

#[test]
fn a_lease_that_was_released_frees_the_lock_at_once() {
    interleave::model(|| {
        let service = LockService::default();
        let first = acquire(&service, 10 * S);
        thread::sleep(S);
        assert!(service.release(first), "the lease was valid, and `release` returned `false`");
        check_not_valid(&service, first, "the lease was released");
        acquire(&service, 10 * S);
        check_not_valid(&service, first, "the lease was released");
        check_lent_for(&service, 10 * S);
    });
}

#[test]
fn a_lease_that_has_run_out_stays_invalid() {
    interleave::model(|| {
        let service = LockService::default();
        let first = acquire(&service, 10 * S);
        thread::sleep(10 * S);
        check_not_valid(&service, first, "the lease has run out");
        let second = acquire(&service, 10 * S);
        check_not_valid(&service, first, "the lease has run out");
        check_lent_for(&service, 10 * S);
        check_not_valid(&service, second, "the lease has run out");
    });
}

#[test]
fn a_lease_is_renewed_from_now_on() {
    interleave::model(|| {
        // Longer, and also sooner than before.
        for time in [10 * S, 2 * S] {
            let service = LockService::default();
            let mut lease = acquire(&service, 10 * S);
            for _ in 0..3 {
                thread::sleep(S);
                lease = renew(&service, lease, time);
            }
            check_lent_for(&service, time);
        }
    });
}

#[test]
fn a_lease_can_be_renewed_to_end_now() {
    interleave::model(|| {
        let service = LockService::default();
        let lease = acquire(&service, 10 * S);
        let ended = renew(&service, lease, Duration::ZERO);
        check_not_valid(&service, ended, "the lease was renewed to end now");
        acquire(&service, S);
    });
}

#[test]
fn a_lease_that_was_renewed_runs_out_as_well() {
    interleave::model(|| {
        let service = LockService::default();
        let lease = acquire(&service, 10 * S);
        thread::sleep(9 * S);
        let renewed = renew(&service, lease, 10 * S);
        thread::sleep(10 * S);
        check_not_valid(&service, renewed, "the lease was renewed, and has run out");
    });
}

#[test]
fn a_copy_from_before_the_renewal_is_as_good() {
    interleave::model(|| {
        let service = LockService::default();
        let copy = acquire(&service, 10 * S);
        renew(&service, copy, 60 * S);
        // By the copy, it would have run out.
        thread::sleep(20 * S);
        renew(&service, copy, 60 * S);
        thread::sleep(20 * S);
        assert!(service.release(copy), "the lease was valid, and `release` returned `false`");
        acquire(&service, S);
    });
}

#[test]
fn the_until_of_the_client_makes_no_difference() {
    interleave::model(|| {
        let service = LockService::default();
        let made_up: [fn(Instant) -> Instant; 4] =
            [|at| at - 3_600 * S, |at| at - NANO, |at| at + NANO, |at| at + 3_600 * S];
        for until in made_up {
            let lease = acquire(&service, 10 * S);
            thread::sleep(S);
            let lease = Lease { until: until(lease.until), ..lease };
            renew(&service, lease, 60 * S);
            thread::sleep(20 * S);
            assert!(service.release(lease), "the lease was valid, and `release` returned `false`");
        }
    });
}

#[test]
fn another_thread_of_the_client_can_use_the_lease() {
    interleave::model(|| {
        let service = LockService::default();
        let lease = acquire(&service, 10 * S);
        thread::scope(|s| {
            s.spawn(|| {
                renew(&service, lease, 60 * S);
                assert!(
                    service.release(lease),
                    "the lease was valid, and `release` returned `false`"
                );
            });
        });
        acquire(&service, 10 * S);
    });
}

#[test]
fn a_thousand_leases_have_a_thousand_tokens() {
    interleave::model(|| {
        let service = LockService::default();
        let mut last = None;
        for round in 0..1_000 {
            let mut lease = acquire(&service, S);
            assert!(
                last < Some(lease.token),
                "a lease has token {}, and the one before it had {last:?}",
                lease.token
            );
            last = Some(lease.token);
            match round % 4 {
                0 => assert!(service.release(lease), "the lease was valid"),
                1 => thread::sleep(S),
                2 => {
                    lease = renew(&service, lease, 2 * S);
                    assert!(service.release(lease), "the lease was valid");
                }
                _ => {
                    thread::sleep(S);
                    assert!(!service.release(lease), "the lease has run out");
                }
            }
        }
    });
}

#[test]
fn a_token_that_was_never_granted_is_worth_nothing() {
    interleave::model(|| {
        let service = LockService::default();
        let lease = acquire(&service, 10 * S);
        for token in [0, lease.token + 1, u64::MAX] {
            check_not_valid(&service, Lease { token, ..lease }, "the token was never granted");
        }
        check_lent_for(&service, 10 * S);
    });
}

#[test]
fn each_service_lends_a_lock_of_its_own() {
    interleave::model(|| {
        let (left, right) = (LockService::default(), LockService::default());
        let lease = acquire(&left, 10 * S);
        let other = acquire(&right, 10 * S);
        assert!(left.release(lease), "the lease was valid, and `release` returned `false`");
        check_lent_for(&right, 10 * S);
        assert!(!right.release(other), "the lease has run out");
    });
}

#[test]
fn of_clients_that_come_at_the_same_time_one_gets_the_lock() {
    interleave::model(|| {
        let service = LockService::default();
        thread::scope(|s| {
            let clients = [(); 3].map(|()| s.spawn(|| service.try_acquire(10 * S)));
            let got = clients.map(|client| client.join().unwrap());
            let granted = got.iter().flatten().count();
            assert!(granted == 1, "{granted} clients have a valid lease");
        });
        check_lent_for(&service, 10 * S);
    });
}

#[test]
fn of_clients_that_come_at_the_same_time_the_later_one_has_the_higher_token() {
    interleave::model(|| {
        let service = LockService::default();
        thread::scope(|s| {
            let other = s.spawn(|| service.try_acquire(10 * S));
            let Some(first) = service.try_acquire(10 * S) else { return };
            assert!(service.release(first), "the lease was valid, and `release` returned `false`");
            // The clock stands still, so this one was granted after the release.
            let Some(second) = other.join().unwrap() else { return };
            let (first, second) = (first.token, second.token);
            assert!(first < second, "a lease has token {second}, and an earlier one had {first}");
        });
    });
}

#[test]
fn of_a_renewal_and_a_release_at_the_same_time_the_release_wins() {
    interleave::model(|| {
        let service = LockService::default();
        let lease = acquire(&service, 10 * S);
        thread::scope(|s| {
            s.spawn(|| service.renew(lease, 60 * S));
            s.spawn(|| assert!(service.release(lease), "the lease was valid"));
        });
        check_not_valid(&service, lease, "the lease was released");
        acquire(&service, 10 * S);
    });
}

#[test]
fn a_lease_that_runs_out_as_its_client_renews_it_is_lent_once() {
    interleave::model(|| {
        let service = LockService::default();
        let first = acquire(&service, 10 * S);
        thread::scope(|s| {
            let renewed = s.spawn(|| service.renew(first, 20 * S));
            thread::sleep(10 * S);
            let second = service.try_acquire(10 * S);
            let renewed = renewed.join().unwrap();
            assert!(
                renewed.is_none() || second.is_none(),
                "one client renewed its lease, and another one has the lock as well"
            );
            assert!(
                renewed.is_some() || second.is_some(),
                "the lease ran out and wasn't renewed, and the lock wasn't lent"
            );
        });
    });
}

#[test]
fn a_lease_that_one_call_has_found_invalid_is_not_renewed_by_another() {
    interleave::model(|| {
        let service = LockService::default();
        let lease = acquire(&service, 10 * S);
        thread::scope(|s| {
            let renewed = s.spawn(|| service.renew(lease, 20 * S).is_some());
            thread::sleep(10 * S);
            let released = service.release(lease);
            let renewed = renewed.join().unwrap();
            assert!(
                released || !renewed,
                "`release` found that the lease had run out, and then `renew` renewed it"
            );
            assert!(
                renewed || !released,
                "the lease ran out and wasn't renewed, and `release` returned `true`"
            );
        });
    });
}

#[test]
fn the_time_of_a_lease_starts_when_it_is_granted() {
    interleave::model(|| {
        let service = LockService::default();
        let first = acquire(&service, 10 * S);
        thread::scope(|s| {
            let second = s.spawn(|| service.try_acquire(10 * S));
            thread::sleep(5 * S);
            assert!(service.release(first), "the lease was valid, and `release` returned `false`");
            let Some(second) = second.join().unwrap() else { return };
            let left = second.until - Instant::now();
            assert!(
                left == 10 * S,
                "a lease of 10 s was granted as another one was released, and runs out after {left:?}"
            );
        });
    });
}

#[test]
fn a_late_release_meets_the_next_client() {
    interleave::model(|| {
        let service = LockService::default();
        let late = acquire(&service, S);
        thread::sleep(S);
        thread::scope(|s| {
            let next = s.spawn(|| service.try_acquire(10 * S));
            assert!(!service.release(late), "the lease has run out, and `release` returned `true`");
            assert!(next.join().unwrap().is_some(), "no lease is valid, and the lock wasn't lent");
        });
        check_lent_for(&service, 10 * S);
    });
}

#[test]
fn a_release_that_comes_as_the_lease_runs_out_frees_no_other() {
    interleave::model(|| {
        let service = LockService::default();
        let first = acquire(&service, 10 * S);
        thread::scope(|s| {
            s.spawn(|| service.release(first));
            thread::sleep(10 * S);
            acquire(&service, 10 * S);
        });
        let other = service.try_acquire(S);
        assert!(other.is_none(), "the release ended the lease of the next client");
    });
}
