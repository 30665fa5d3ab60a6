//! Runs your test on locks that are right and on locks that are wrong: answers to the exercises 09a and 09b.
//!
//! Classes of wrong tests closed here:
//! - one that refuses too much: `no_right_lock_is_refused`, with lists, a condvar and a futex.
//! - one that reads names or places in the source: `no_right_lock_is_refused_for_its_name`.
//! - one that remembers, or counts its calls: each right lock is tried twice, each lock in a process of its own.

use test_the_sleepers::Lock;

/// Makes a `Lock` of a type in a module.
macro_rules! lock {
    ($name:ident: $type:ident) => {
        impl Lock for $name::$type {
            fn acquire(&self) {
                self.acquire();
            }

            fn release(&self) {
                self.release();
            }
        }

        fn $name() -> Box<dyn Lock> {
            Box::new($name::$type::default())
        }
    };
}

lineup::lineup! {
    test = test_the_sleepers::test;
    make = lock;

    fn no_right_lock_is_refused() {
        right solved_09a: ParkingLock = "../../../solutions/09a-parking-lock/src/lib.rs";
        right a_condvar: ParkingLock = "../../../solutions/09a-parking-lock/right/a_condvar.rs";
        right hands_the_lock_over: ParkingLock = "../../../solutions/09a-parking-lock/right/hands_the_lock_over.rs";
        right keeps_its_place_on_the_list: ParkingLock = "../../../solutions/09a-parking-lock/right/keeps_its_place_on_the_list.rs";
        right solved_09b: FutexLock = "../../../solutions/09b-futex-mutex/src/lib.rs";
    }

    fn no_right_lock_is_refused_for_its_name() {
        decoy decoy: FutexLock = "wrong/never_rings.rs";
    }

    fn a_lock_that_forgets_the_only_sleeper_is_refused() {
        wrong nobody_calls: ParkingLock = "../../../solutions/09a-parking-lock/wrong/nobody_calls.rs",
            "`release` wakes no thread";
        wrong calls_only_if_two_wait: ParkingLock = "../../../solutions/09a-parking-lock/wrong/calls_only_if_two_wait.rs",
            "`release` wakes a thread only if two are waiting";
        wrong leaves_no_word: FutexLock = "../../../solutions/09b-futex-mutex/wrong/leaves_no_word.rs",
            "a thread falls asleep without announcing it";
    }

    fn a_wakeup_that_comes_at_the_wrong_moment_is_refused() {
        wrong parks_before_it_signs: ParkingLock = "../../../solutions/09a-parking-lock/wrong/parks_before_it_signs.rs",
            "a thread sleeps, and then puts its name on the list";
        wrong calls_before_it_leaves: ParkingLock = "../../../solutions/09a-parking-lock/wrong/calls_before_it_leaves.rs",
            "`release` wakes a thread before the lock is free";
        wrong looks_and_then_frees: FutexLock = "../../../solutions/09b-futex-mutex/wrong/looks_and_then_frees.rs",
            "`release` looks for sleepers before the lock is free";
        wrong sleeps_with_the_list_in_hand: ParkingLock = "../../../solutions/09a-parking-lock/wrong/sleeps_with_the_list_in_hand.rs",
            "a sleeping thread holds the lock of the list";
    }

    fn a_lock_that_forgets_one_of_two_sleepers_is_refused() {
        wrong one_token_for_two: ParkingLock = "../../../solutions/09a-parking-lock/wrong/one_token_for_two.rs",
            "its list has room for one name";
        wrong calls_the_last_and_forgets_the_others: ParkingLock = "../../../solutions/09a-parking-lock/wrong/calls_the_last_and_forgets_the_others.rs",
            "`release` wakes one, and throws the rest of its list away";
        wrong takes_it_as_if_alone: FutexLock = "../../../solutions/09b-futex-mutex/wrong/takes_it_as_if_alone.rs",
            "a thread that was woken thinks that no other one sleeps";
        wrong signs_only_once: ParkingLock = "../../../solutions/09a-parking-lock/wrong/signs_only_once.rs",
            "a thread that was overtaken sleeps without its name";
    }

    fn a_lock_that_lets_a_sleeper_in_too_early_is_refused() {
        wrong if_instead_of_while: FutexLock = "../../../solutions/09b-futex-mutex/wrong/if_instead_of_while.rs",
            "a thread that wakes up goes in";
        wrong hands_over_without_a_while: ParkingLock = "../../../solutions/09a-parking-lock/wrong/hands_over_without_a_while.rs",
            "it hands the lock over, even to one that woke by itself";
    }

    fn a_lock_that_hands_nothing_on_is_refused() {
        wrong relaxed: FutexLock = "../../../solutions/09b-futex-mutex/wrong/relaxed.rs",
            "all its steps are `Relaxed`";
        wrong weak_after_a_sleep: FutexLock = "wrong/weak_after_a_sleep.rs",
            "a thread that has slept acquires it with `Relaxed`";
    }
}
