//! Runs your test on barriers that are right and on barriers that are wrong. Most of them are answers to exercise 14a.
//!
//! Classes of wrong tests closed here:
//! - one that refuses too much: `no_right_barrier_is_refused`, with condvars, a list of sleepers, and two barriers in one.
//! - one that reads names or places in the source: `no_right_barrier_is_refused_for_its_name`.
//! - one that remembers, or counts its calls: each right barrier is tried twice, each barrier in a process of its own.

use test_the_barriers::Meet;

/// Makes a `Meet` of the barrier in a module.
macro_rules! barrier {
    ($name:ident) => {
        impl Meet for $name::Barrier {
            fn wait(&self, action: &dyn Fn()) -> bool {
                self.wait(action)
            }
        }

        fn $name(threads: usize) -> Box<dyn Meet> {
            Box::new($name::Barrier::new(threads))
        }
    };
}

lineup::lineup! {
    test = test_the_barriers::test;
    make = barrier;

    fn no_right_barrier_is_refused() {
        right solved = "../../../solutions/14a-barrier/src/lib.rs";
        right counts_all_arrivals = "../../../solutions/14a-barrier/right/counts_all_arrivals.rs";
        right two_gates = "../../../solutions/14a-barrier/right/two_gates.rs";
        right two_meetings = "../../../solutions/14a-barrier/right/two_meetings.rs";
        right a_list_of_sleepers = "right/a_list_of_sleepers.rs";
    }

    fn no_right_barrier_is_refused_for_its_name() {
        decoy decoy = "wrong/no_round.rs";
    }

    fn a_barrier_that_lets_a_thread_pass_early_is_refused() {
        wrong if_instead_of_while = "../../../solutions/14a-barrier/wrong/if_instead_of_while.rs",
            "a thread that wakes up for no reason goes on";
        wrong only_for_two = "../../../solutions/14a-barrier/wrong/only_for_two.rs",
            "every second thread opens the barrier";
        wrong the_last_to_leave_resets = "../../../solutions/14a-barrier/wrong/the_last_to_leave_resets.rs",
            "the count of arrivals is reset by the last to leave";
    }

    fn a_barrier_that_keeps_a_thread_back_is_refused() {
        wrong no_round = "../../../solutions/14a-barrier/wrong/no_round.rs",
            "a thread waits until the count of arrivals is 0";
        wrong wakes_one = "../../../solutions/14a-barrier/wrong/wakes_one.rs",
            "the last to come wakes one of the others";
        wrong the_round_is_an_atomic = "../../../solutions/14a-barrier/wrong/the_round_is_an_atomic.rs",
            "a round ends without the mutex of the condvar";
    }

    fn a_round_with_no_leader_or_two_is_refused() {
        wrong two_leaders = "../../../solutions/14a-barrier/wrong/two_leaders.rs",
            "the first to come gets `true`, too";
        wrong each_one_acts = "../../../solutions/14a-barrier/wrong/each_one_acts.rs",
            "every thread calls its action";
    }

    fn an_action_at_the_wrong_time_is_refused() {
        wrong the_action_is_late = "../../../solutions/14a-barrier/wrong/the_action_is_late.rs",
            "the action is called when the others have been woken";
        wrong relaxed_arrivals = "wrong/relaxed_arrivals.rs",
            "arrivals are counted with `Relaxed`";
    }

    fn a_barrier_that_counts_wrong_is_refused() {
        wrong one_party_for_all_barriers = "../../../solutions/14a-barrier/wrong/one_party_for_all_barriers.rs",
            "all barriers share one count of arrivals";
        wrong counts_to_255 = "../../../solutions/14a-barrier/wrong/counts_to_255.rs",
            "arrivals are counted in 8 bits, in all rounds together";
    }

    fn a_barrier_whose_waiters_stay_awake_is_refused() {
        wrong looks_again_and_again = "../../../solutions/14a-barrier/wrong/looks_again_and_again.rs",
            "a thread that has to wait yields in a loop";
        wrong sleeps_only_at_first = "wrong/sleeps_only_at_first.rs",
            "in the second round, a thread yields in a loop";
    }
}
