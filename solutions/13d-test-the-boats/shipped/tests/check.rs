//! Runs your test on semaphores that are right and on semaphores that are wrong. Most of the wrong ones are answers to
//! exercise 13b.
//!
//! Classes of wrong tests closed here:
//! - one that refuses too much: `no_right_semaphore_is_refused`, with a queue of waiters, condvars that wake one thread or
//!   all, and one that looks again and again.
//! - one that reads names or places in the source: `no_right_semaphore_is_refused_for_its_name`.
//! - one that remembers, or counts its calls: each right semaphore is tried twice, each in a process of its own.

use test_the_boats::{OverRelease, Semaphore};

/// Makes a `Semaphore` of the type in a module.
macro_rules! semaphore {
    ($name:ident) => {
        impl Semaphore for $name::BoundedSemaphore {
            fn acquire(&self) {
                self.acquire();
            }

            fn try_acquire(&self) -> bool {
                self.try_acquire()
            }

            fn release(&self, permits: usize) -> Result<(), OverRelease> {
                self.release(permits).map_err(|$name::OverRelease| OverRelease)
            }
        }

        fn $name(permits: usize) -> Box<dyn Semaphore> {
            Box::new($name::BoundedSemaphore::new(permits))
        }
    };
}

lineup::lineup! {
    test = test_the_boats::test;
    make = semaphore;

    fn no_right_semaphore_is_refused() {
        right solved = "../../../solutions/13b-bounded/src/lib.rs";
        right a_checked_sum = "../../../solutions/13b-bounded/right/a_checked_sum.rs";
        right counts_what_is_out = "../../../solutions/13b-bounded/right/counts_what_is_out.rs";
        right first_come_first_served = "../../../solutions/13b-bounded/right/first_come_first_served.rs";
        right looks_again_and_again = "right/looks_again_and_again.rs";
    }

    fn no_right_semaphore_is_refused_for_its_name() {
        decoy decoy = "wrong/wakes_one_for_many.rs";
    }

    fn a_semaphore_that_lets_too_many_in_is_refused() {
        wrong if_instead_of_while = "wrong/if_instead_of_while.rs",
            "a thread that wakes up takes a permit";
        wrong checks_and_takes_apart = "wrong/checks_and_takes_apart.rs",
            "`acquire` looks, and then takes a permit";
        wrong checked_outside_the_lock = "../../../solutions/13b-bounded/wrong/checked_outside_the_lock.rs",
            "`release` looks, and then adds the permits";
    }

    fn a_semaphore_that_leaves_a_thread_waiting_is_refused() {
        wrong wakes_one_for_many = "../../../solutions/13b-bounded/wrong/wakes_one_for_many.rs",
            "several permits come back, and one thread is woken";
        wrong wakes_only_at_the_first_permit = "wrong/wakes_only_at_the_first_permit.rs",
            "it wakes a thread only if no permit was free before";
        wrong tries_in_two_steps = "wrong/tries_in_two_steps.rs",
            "`try_acquire` looks, and then calls `acquire`";
    }

    fn a_semaphore_that_takes_too_many_back_is_refused() {
        wrong only_a_full_one_refuses = "../../../solutions/13b-bounded/wrong/only_a_full_one_refuses.rs",
            "with one permit out, any number may come back";
        wrong refuses_only_once = "../../../solutions/13b-bounded/wrong/refuses_only_once.rs",
            "only the first release too many is refused";
        wrong wraps_around = "../../../solutions/13b-bounded/wrong/wraps_around.rs",
            "the sum of two numbers can overflow";
    }

    fn a_semaphore_that_refuses_and_changes_is_refused() {
        wrong fills_up_and_refuses = "../../../solutions/13b-bounded/wrong/fills_up_and_refuses.rs",
            "a release that is refused adds what fits";
        wrong adds_and_takes_back = "wrong/adds_and_takes_back.rs",
            "the permits are added, and then taken back";
        wrong refuses_for_good = "../../../solutions/13b-bounded/wrong/refuses_for_good.rs",
            "after one error it refuses everything";
    }

    fn a_semaphore_that_refuses_what_is_right_is_refused() {
        wrong one_permit_short = "../../../solutions/13b-bounded/wrong/one_permit_short.rs",
            "the last permit can't come back";
        wrong the_bound_of_the_newest = "../../../solutions/13b-bounded/wrong/the_bound_of_the_newest.rs",
            "the newest semaphore sets the bound for all of them";
    }
}
