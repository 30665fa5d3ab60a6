//! Runs your test on queues that are right and on queues that are wrong. The wrong ones are answers to exercise 12b.
//!
//! Classes of wrong tests closed here:
//! - one that refuses too much: `no_right_queue_is_refused`, with queues that sleep on one condvar, on two, and that look
//!   again and again.
//! - one that reads names or places in the source: `no_right_queue_is_refused_for_its_name`.
//! - one that remembers, or counts its calls: each right queue is tried twice, each queue in a process of its own.

use test_the_shelf::Queue;

/// Makes a `Queue` of the type in a module.
macro_rules! queue {
    ($name:ident) => {
        impl Queue for $name::BoundedQueue<u32> {
            fn push(&self, item: u32) -> Result<(), u32> {
                self.push(item)
            }

            fn pop(&self) -> Option<u32> {
                self.pop()
            }

            fn close(&self) {
                self.close();
            }
        }

        fn $name(capacity: usize) -> Box<dyn Queue> {
            Box::new($name::BoundedQueue::new(capacity))
        }
    };
}

lineup::lineup! {
    test = test_the_shelf::test;
    make = queue;

    fn no_right_queue_is_refused() {
        right solved = "../../../solutions/12b-bounded-queue/src/lib.rs";
        right loops_by_hand = "../../../solutions/12b-bounded-queue/right/loops_by_hand.rs";
        right counts_the_sleepers = "../../../solutions/12b-bounded-queue/right/counts_the_sleepers.rs";
        right no_items_after_the_end = "../../../solutions/12b-bounded-queue/right/no_items_after_the_end.rs";
        right one_condvar_that_wakes_all = "../../../solutions/12b-bounded-queue/right/one_condvar_that_wakes_all.rs";
        right a_ring_that_is_looked_at = "right/a_ring_that_is_looked_at.rs";
    }

    fn no_right_queue_is_refused_for_its_name() {
        decoy decoy = "wrong/the_newest_first.rs";
    }

    fn a_queue_with_the_wrong_room_is_refused() {
        wrong room_for_one_more = "../../../solutions/12b-bounded-queue/wrong/room_for_one_more.rs",
            "one item more than the capacity fits in";
        wrong room_for_one_less = "../../../solutions/12b-bounded-queue/wrong/room_for_one_less.rs",
            "one item less than the capacity fits in";
    }

    fn a_queue_that_gets_its_items_wrong_is_refused() {
        wrong the_newest_first = "../../../solutions/12b-bounded-queue/wrong/the_newest_first.rs",
            "the newest item is popped first";
        wrong if_in_pop = "../../../solutions/12b-bounded-queue/wrong/if_in_pop.rs",
            "a `pop` that wakes up returns what it finds";
        wrong if_in_push = "../../../solutions/12b-bounded-queue/wrong/if_in_push.rs",
            "a `push` that wakes up adds its item";
    }

    fn a_queue_that_forgets_a_sleeper_is_refused() {
        wrong one_condvar_for_both = "../../../solutions/12b-bounded-queue/wrong/one_condvar_for_both.rs",
            "a notification can wake a thread of the other kind";
        wrong rings_only_if_it_was_empty = "../../../solutions/12b-bounded-queue/wrong/rings_only_if_it_was_empty.rs",
            "`push` notifies only if the queue was empty";
        wrong rings_only_if_it_was_full = "../../../solutions/12b-bounded-queue/wrong/rings_only_if_it_was_full.rs",
            "`pop` notifies only if the queue was full";
    }

    fn a_queue_that_leaves_a_sleeper_behind_when_it_closes_is_refused() {
        wrong closing_wakes_only_consumers = "../../../solutions/12b-bounded-queue/wrong/closing_wakes_only_consumers.rs",
            "`close` doesn't wake the threads that push";
        wrong closing_wakes_only_producers = "../../../solutions/12b-bounded-queue/wrong/closing_wakes_only_producers.rs",
            "`close` doesn't wake the threads that pop";
        wrong closing_wakes_one_of_each = "../../../solutions/12b-bounded-queue/wrong/closing_wakes_one_of_each.rs",
            "`close` wakes one thread of each kind";
    }

    fn a_queue_that_is_not_closed_as_promised_is_refused() {
        wrong a_sleeping_push_gets_in = "../../../solutions/12b-bounded-queue/wrong/a_sleeping_push_gets_in.rs",
            "a `push` that sleeps isn't told that it was closed";
        wrong closing_throws_the_rest_away = "../../../solutions/12b-bounded-queue/wrong/closing_throws_the_rest_away.rs",
            "after `close` no item is popped any more";
        wrong the_end_opens_it_again = "../../../solutions/12b-bounded-queue/wrong/the_end_opens_it_again.rs",
            "a `pop` that returns `None` opens the queue again";
    }
}
