//! Runs your test on locks that are right and on locks that are wrong. Most of them are answers to exercise 04a.
//!
//! Classes of wrong tests closed here:
//! - one that refuses too much: `no_right_lock_is_refused`, with locks that spin, yield or sleep.
//! - one that reads names or places in the source: `no_right_lock_is_refused_for_its_name`.
//! - one that remembers, or counts its calls: each right lock is tried twice, each lock in a process of its own.

use test_the_lock::{Lock, NotLocked};

/// Makes a `Lock` of the type in a module.
macro_rules! lock {
    ($name:ident) => {
        impl Lock for $name::FlagLock {
            fn acquire(&self) {
                self.acquire();
            }

            fn release(&self) -> Result<(), NotLocked> {
                self.release().map_err(|_| NotLocked)
            }
        }

        fn $name() -> Box<dyn Lock> {
            Box::new($name::FlagLock::default())
        }
    };
}

lineup::lineup! {
    test = test_the_lock::test;
    make = lock;

    fn no_right_lock_is_refused() {
        right solved = "../../../solutions/04a-flag-lock/src/lib.rs";
        right looks_first = "../../../solutions/04a-flag-lock/right/looks_first.rs";
        right a_number = "../../../solutions/04a-flag-lock/right/a_number.rs";
        right weak_exchange_in_a_loop = "../../../solutions/04a-flag-lock/right/weak_exchange_in_a_loop.rs";
        right a_mutex_and_a_condvar = "../../../solutions/04a-flag-lock/right/a_mutex_and_a_condvar.rs";
    }

    fn no_right_lock_is_refused_for_its_name() {
        decoy decoy = "wrong/loads_then_stores.rs";
    }

    fn a_lock_that_lets_two_threads_in_is_refused() {
        wrong loads_then_stores = "../../../solutions/04a-flag-lock/wrong/loads_then_stores.rs",
            "it looks, and then stores";
        wrong looks_twice = "../../../solutions/04a-flag-lock/wrong/looks_twice.rs",
            "it looks twice, and then stores";
        wrong confirms_afterwards = "../../../solutions/04a-flag-lock/wrong/confirms_afterwards.rs",
            "it looks, stores, and looks again to make sure";
        wrong ignores_the_answer = "../../../solutions/04a-flag-lock/wrong/ignores_the_answer.rs",
            "it goes in even if its `compare_exchange` failed";
    }

    fn a_lock_that_lets_a_waiting_thread_in_too_early_is_refused() {
        wrong waits_and_forgets_to_take = "../../../solutions/04a-flag-lock/wrong/waits_and_forgets_to_take.rs",
            "a thread that has waited leaves the flag down";
        wrong puts_it_back = "../../../solutions/04a-flag-lock/wrong/puts_it_back.rs",
            "a waiting thread takes its swap back";
        wrong does_not_ask_again = "../../../solutions/04a-flag-lock/wrong/does_not_ask_again.rs",
            "a waiting thread sees the flag down, and stores";
        wrong two_swaps_and_in = "../../../solutions/04a-flag-lock/wrong/two_swaps_and_in.rs",
            "a waiting thread goes in at its third swap";
    }

    fn a_lock_that_shuts_a_waiting_thread_out_is_refused() {
        wrong hands_it_over = "../../../solutions/04a-flag-lock/wrong/hands_it_over.rs",
            "`release` leaves it locked for a waiter that may be gone";
        wrong locks_a_free_lock = "../../../solutions/04a-flag-lock/wrong/locks_a_free_lock.rs",
            "a `release` that fails leaves the lock locked";
        wrong skips_a_number = "wrong/skips_a_number.rs",
            "its threads draw numbers, and one may be skipped";
    }

    fn a_release_that_lies_is_refused() {
        wrong releases_whatever_it_was = "../../../solutions/04a-flag-lock/wrong/releases_whatever_it_was.rs",
            "`release` of a free lock returns `Ok`";
        wrong releases_in_two_steps = "../../../solutions/04a-flag-lock/wrong/releases_in_two_steps.rs",
            "`release` looks, and then stores";
        wrong refuses_for_no_reason = "../../../solutions/04a-flag-lock/wrong/refuses_for_no_reason.rs",
            "`release` may fail for no reason";
        wrong switches_it_off_after_all = "../../../solutions/04a-flag-lock/wrong/switches_it_off_after_all.rs",
            "a `release` that fails frees the lock for another thread";
    }
}
