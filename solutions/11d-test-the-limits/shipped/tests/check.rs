//! Runs your test on locks that are right and on locks that are wrong. The wrong ones are answers to exercise 11b.
//!
//! Classes of wrong tests closed here:
//! - one that refuses too much: `no_right_lock_is_refused`, with locks that hand over and one that doesn't.
//! - one that reads names or places in the source: `no_right_lock_is_refused_for_its_name`.
//! - one that remembers, or counts its calls: each right lock is tried twice, each lock in a process of its own.

use interleave::time::Duration;
use test_the_limits::Lock;

/// Makes a `Lock` of the type in a module.
macro_rules! lock {
    ($name:ident) => {
        impl Lock for $name::FairLock {
            fn acquire(&self) {
                self.acquire();
            }

            fn acquire_for(&self, limit: Duration) -> bool {
                self.acquire_for(limit)
            }

            fn release(&self) {
                self.release();
            }
        }

        fn $name() -> Box<dyn Lock> {
            Box::new($name::FairLock::default())
        }
    };
}

lineup::lineup! {
    test = test_the_limits::test;
    make = lock;

    fn no_right_lock_is_refused() {
        right solved = "../../../solutions/11b-deadline/src/lib.rs";
        right marks_its_handle = "../../../solutions/11b-deadline/right/marks_its_handle.rs";
        right tickets = "right/tickets.rs";
    }

    fn no_right_lock_is_refused_for_its_name() {
        decoy decoy = "wrong/stays_in_the_queue.rs";
    }

    fn a_limit_that_is_not_kept_is_refused() {
        wrong one_nap = "../../../solutions/11b-deadline/wrong/one_nap.rs",
            "it gives up at the first wakeup, whatever woke it";
        wrong restarts = "../../../solutions/11b-deadline/wrong/restarts.rs",
            "with each wakeup the limit starts again";
        wrong sleeps_the_whole_limit_again = "../../../solutions/11b-deadline/wrong/sleeps_the_whole_limit_again.rs",
            "a thread woken in between sleeps too long";
        wrong panics_when_late = "../../../solutions/11b-deadline/wrong/panics_when_late.rs",
            "a thread that is late panics";
    }

    fn a_limit_that_is_none_is_refused() {
        wrong zero_is_never = "../../../solutions/11b-deadline/wrong/zero_is_never.rs",
            "a limit of zero refuses a free lock";
        wrong counts_milliseconds = "../../../solutions/11b-deadline/wrong/counts_milliseconds.rs",
            "1.5 ms are taken for 1 ms";
        wrong adds_the_limit = "../../../solutions/11b-deadline/wrong/adds_the_limit.rs",
            "it can't work out the deadline of `Duration::MAX`";
    }

    fn a_turn_that_is_not_taken_is_refused() {
        wrong looks_at_the_clock_first = "../../../solutions/11b-deadline/wrong/looks_at_the_clock_first.rs",
            "a late thread gives up, though it's its turn";
        wrong looks_and_then_leaves = "../../../solutions/11b-deadline/wrong/looks_and_then_leaves.rs",
            "its turn can come between last look and leaving";
        wrong passes_its_turn_on = "../../../solutions/11b-deadline/wrong/passes_its_turn_on.rs",
            "a late thread passes its turn on";
    }

    fn a_queue_in_disorder_is_refused() {
        wrong stays_in_the_queue = "../../../solutions/11b-deadline/wrong/stays_in_the_queue.rs",
            "a thread gives up, and stays in the queue";
        wrong sends_the_first_away = "../../../solutions/11b-deadline/wrong/sends_the_first_away.rs",
            "a thread that gives up removes the first one";
        wrong goes_to_the_end_of_the_queue = "../../../solutions/11b-deadline/wrong/goes_to_the_end_of_the_queue.rs",
            "a thread that is woken loses its place";
        wrong joins_again_and_again = "../../../solutions/11b-deadline/wrong/joins_again_and_again.rs",
            "a thread that is woken joins the queue once more";
    }
}
