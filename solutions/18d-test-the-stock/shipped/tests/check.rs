//! Runs your test on stocks that are right and on stocks that are wrong. The wrong ones are answers to exercise 18a.
//!
//! Classes of wrong tests closed here:
//! - one that refuses too much: `no_right_stock_is_refused`, with two orders of locking, one whose snapshots let
//!   clerks wait, and one whose snapshots never do.
//! - one that reads names or places in the source: `no_right_stock_is_refused_for_its_name`.
//! - one that remembers, or counts its calls: each right one is tried twice, each of all in a process of its own.

use std::collections::BTreeMap;

use test_the_stock::Stock;

/// Makes a `Stock` of the one in a module.
macro_rules! stock {
    ($name:ident) => {
        impl Stock for $name::Stock {
            fn with(&self, article: u64, work: &mut dyn FnMut(&mut Option<u32>)) {
                $name::Stock::with(self, article, |now| work(now));
            }

            fn snapshot(&self) -> BTreeMap<u64, u32> {
                $name::Stock::snapshot(self)
            }
        }

        fn $name(shards: usize) -> Box<dyn Stock> {
            Box::new($name::Stock::new(shards))
        }
    };
}

lineup::lineup! {
    test = test_the_stock::test;
    make = stock;

    fn no_right_stock_is_refused() {
        right solved = "../../../solutions/18a-sharded-map/src/lib.rs";
        right from_the_last_shard_down = "../../../solutions/18a-sharded-map/right/from_the_last_shard_down.rs";
        right read_write_shards = "../../../solutions/18a-sharded-map/right/read_write_shards.rs";
        right commits_to_one_map = "../../../solutions/18a-sharded-map/right/commits_to_one_map.rs";
        right a_gate_that_clerks_share = "../../../solutions/18a-sharded-map/right/a_gate_that_clerks_share.rs";
    }

    fn no_right_stock_is_refused_for_its_name() {
        decoy decoy = "wrong/one_shard_after_the_other.rs";
    }

    fn a_torn_snapshot_is_refused() {
        wrong one_shard_after_the_other = "../../../solutions/18a-sharded-map/wrong/one_shard_after_the_other.rs",
            "it copies one shard after the other";
        wrong last_shard_first = "../../../solutions/18a-sharded-map/wrong/last_shard_first.rs",
            "it does so, too, and begins with the last shard";
        wrong hand_over_hand = "../../../solutions/18a-sharded-map/wrong/hand_over_hand.rs",
            "it never holds more than two shards together";
        wrong twice_the_same = "../../../solutions/18a-sharded-map/wrong/twice_the_same.rs",
            "it looks until it has seen the same twice";
    }

    fn a_snapshot_that_misses_something_or_waits_forever_is_refused() {
        wrong skips_busy_shards = "../../../solutions/18a-sharded-map/wrong/skips_busy_shards.rs",
            "it leaves out shards that are in use";
        wrong a_second_map_for_snapshots = "../../../solutions/18a-sharded-map/wrong/a_second_map_for_snapshots.rs",
            "snapshots are copies of a second map";
        wrong begins_at_another_shard_each_time = "../../../solutions/18a-sharded-map/wrong/begins_at_another_shard_each_time.rs",
            "each snapshot begins at another shard";
    }

    fn articles_that_wait_for_other_shards_are_refused() {
        wrong one_lock_after_all = "../../../solutions/18a-sharded-map/wrong/one_lock_after_all.rs",
            "one lock is around all shards";
        wrong locks_them_all_each_time = "../../../solutions/18a-sharded-map/wrong/locks_them_all_each_time.rs",
            "every clerk locks every shard";
        wrong mask_for_remainder = "../../../solutions/18a-sharded-map/wrong/mask_for_remainder.rs",
            "its remainder works for powers of two";
        wrong half_of_the_number = "../../../solutions/18a-sharded-map/wrong/half_of_the_number.rs",
            "it looks at half of the article's number";
    }

    fn a_stock_that_loses_or_keeps_too_much_is_refused() {
        wrong works_on_a_copy = "../../../solutions/18a-sharded-map/wrong/works_on_a_copy.rs",
            "clerks work on copies";
        wrong what_is_gone_stays = "../../../solutions/18a-sharded-map/wrong/what_is_gone_stays.rs",
            "nothing can be taken out";
        wrong none_of_it_is_not_there = "../../../solutions/18a-sharded-map/wrong/none_of_it_is_not_there.rs",
            "none of it is the same as not there";
    }
}
