//! `backoff`: as many steps as with crossbeam before it is time to block.

use interleave::backoff::Backoff;

/// How many of these calls it takes until it is time to block, if that many are enough.
fn calls(call: impl Fn(&Backoff)) -> Option<usize> {
    let backoff = Backoff::new();
    (0..100).find(|_| {
        let completed = backoff.is_completed();
        call(&backoff);
        completed
    })
}

#[test]
fn eleven_snoozes_complete_it_and_no_number_of_spins() {
    interleave::model(|| {
        assert_eq!(calls(Backoff::snooze), Some(11));
        assert_eq!(calls(Backoff::spin), None);
    });
}

#[test]
fn spins_count_up_to_seven() {
    interleave::model(|| {
        let backoff = Backoff::default();
        (0..100).for_each(|_| backoff.spin());
        (0..3).for_each(|_| backoff.snooze());
        assert!(!backoff.is_completed());
        backoff.snooze();
        assert!(backoff.is_completed());
    });
}

#[test]
fn a_reset_starts_anew() {
    interleave::model(|| {
        let backoff = Backoff::new();
        (0..11).for_each(|_| backoff.snooze());
        assert_eq!(
            format!("{backoff:?}"),
            "Backoff { step: Cell { value: 11 }, is_completed: true }"
        );
        backoff.reset();
        assert!(!backoff.is_completed());
    });
}
