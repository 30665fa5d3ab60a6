//! The weak exchange: on any machine it may fail for no reason.

use super::world::sync::atomic::{AtomicU32, Ordering::Relaxed};
use super::world::{always, one_of, thread};

#[test]
fn a_weak_exchange_may_fail_for_no_reason_and_a_strong_one_may_not() {
    // Relaxed throughout: there is one variable.
    one_of([Ok(1), Err(1)], || AtomicU32::new(1).compare_exchange_weak(1, 2, Relaxed, Relaxed));
    always(|| assert_eq!(AtomicU32::new(1).compare_exchange(1, 2, Relaxed, Relaxed), Ok(1)));
}

#[test]
fn updates_are_repeated_until_no_thread_came_in_between() {
    always(|| {
        let number = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| number.update(Relaxed, Relaxed, |n| n + 1));
            let added = number.fetch_update(Relaxed, Relaxed, |n| Some(n + 2));
            assert!(matches!(added, Ok(0 | 1)));
        });
        assert_eq!(number.into_inner(), 3);
    });
}

#[test]
fn one_of_two_exchanges_succeeds() {
    one_of([1, 2], || {
        let number = AtomicU32::new(0);
        let claim = |mine| number.compare_exchange(0, mine, Relaxed, Relaxed);
        let both = thread::scope(|s| {
            let other = s.spawn(|| claim(1));
            [claim(2), other.join().unwrap()]
        });
        let winner = number.load(Relaxed);
        assert!(both.contains(&Ok(0)) && both.contains(&Err(winner)));
        winner
    });
}
