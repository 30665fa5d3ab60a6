//! rejected: assertion — it asks the explorer, and doesn't look at what it says
//! by: a_lease_that_comes_back_is_refused, a_lock_that_is_lent_twice_is_refused, a_lock_that_stays_away_is_refused, a_renewal_with_the_wrong_end_is_refused, a_token_that_is_not_the_highest_is_refused

#[path = "../../../exercises/20d-test-the-leases/src/leases.rs"]
mod leases;

use interleave::time::{Duration, Instant};
use interleave::{check, thread};

pub use leases::{Lease, Leases};

const S: Duration = Duration::from_secs(1);
const NANO: Duration = Duration::from_nanos(1);

/// Returns if the services that `new` makes are right, and panics if they are wrong.
pub fn test(new: fn() -> Box<dyn Leases>) {
    _ = check(|| a_lease_runs_out(new));
    _ = check(|| a_renewal_counts_from_now(new));
    _ = check(|| one_lease_follows_another(new));
    _ = check(|| one_of_two_gets_the_lock(new));
    _ = check(|| a_lease_runs_out_as_it_is_renewed(new));
    _ = check(|| a_lease_runs_out_as_it_is_released(new));
}

fn a_lease_runs_out(new: fn() -> Box<dyn Leases>) {
    let service = new();
    let first = acquire(&*service);
    thread::sleep(10 * S);
    ended(&*service, first);
    let second = acquire(&*service);
    ended(&*service, first);
    lent_for(&*service, 10 * S);
    ended(&*service, second);
}

fn a_renewal_counts_from_now(new: fn() -> Box<dyn Leases>) {
    for time in [20 * S, 2 * S] {
        let service = new();
        let lease = acquire(&*service);
        for _ in 0..3 {
            thread::sleep(S);
            // Always the first copy.
            let renewed = service.renew(lease, time).expect("the lease is valid");
            let expected = Lease { until: Instant::now() + time, ..lease };
            assert!(
                renewed == expected,
                "a renewal should lead to {expected:?}, not to {renewed:?}"
            );
        }
        lent_for(&*service, time);
        ended(&*service, lease);
    }
}

fn one_lease_follows_another(new: fn() -> Box<dyn Leases>) {
    let service = new();
    let mut last: Option<Lease> = None;
    for is_released in [true, false, true, true] {
        let lease = acquire(&*service);
        if let Some(last) = last {
            assert!(last.token < lease.token, "token {} after {}", lease.token, last.token);
            ended(&*service, last);
        }
        if is_released {
            assert!(service.release(lease), "the lease was valid");
        } else {
            thread::sleep(10 * S);
        }
        ended(&*service, lease);
        last = Some(lease);
    }
}

fn one_of_two_gets_the_lock(new: fn() -> Box<dyn Leases>) {
    let service = new();
    thread::scope(|s| {
        let a = s.spawn(|| service.try_acquire(10 * S).is_some());
        let b = service.try_acquire(10 * S).is_some();
        assert!(a.join().unwrap() != b, "exactly one client gets the lock");
    });
}

fn a_lease_runs_out_as_it_is_renewed(new: fn() -> Box<dyn Leases>) {
    let service = new();
    let lease = acquire(&*service);
    thread::scope(|s| {
        let renewed = s.spawn(|| service.renew(lease, 60 * S).is_some());
        thread::sleep(10 * S);
        let other = service.try_acquire(10 * S).is_some();
        assert!(renewed.join().unwrap() != other, "exactly one of two clients has the lock");
    });
}

fn a_lease_runs_out_as_it_is_released(new: fn() -> Box<dyn Leases>) {
    let service = new();
    let lease = acquire(&*service);
    thread::scope(|s| {
        s.spawn(|| service.release(lease));
        thread::sleep(10 * S);
        acquire(&*service);
    });
    assert!(service.try_acquire(S).is_none(), "a late release freed the lock of another client");
}

/// Acquires the lock, which is free, for ten seconds.
#[track_caller]
fn acquire(service: &dyn Leases) -> Lease {
    service.try_acquire(10 * S).expect("no lease is valid, so the lock is free")
}

/// The lock is lent for exactly this long from now on, and no call waits.
#[track_caller]
fn lent_for(service: &dyn Leases, left: Duration) {
    let end = Instant::now() + left;
    thread::sleep(left - NANO);
    assert!(service.try_acquire(S).is_none(), "a lease is valid, and another one was granted");
    assert!(Instant::now() < end, "`try_acquire` waited");
    thread::sleep(NANO);
    let next = service.try_acquire(S).expect("the lease has run out");
    service.release(next);
}

/// The lease isn't valid, and nothing can be done with it.
#[track_caller]
fn ended(service: &dyn Leases, lease: Lease) {
    assert!(service.renew(lease, 60 * S).is_none(), "the lease has ended, and was renewed");
    assert!(!service.release(lease), "the lease has ended, and was released with `true`");
}
