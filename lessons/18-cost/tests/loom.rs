//! The snapshot and the batches on loom: a second opinion.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::Mutex;
}

#[path = "../src/s2_sharded.rs"]
mod s2_sharded;
#[path = "../src/s3_all_shards.rs"]
mod s3_all_shards;
#[path = "../src/s7_batch.rs"]
mod s7_batch;

use std::collections::BTreeMap;
// Std's: in loom's own, a failure can end the process.
use std::sync::Arc;

use loom::thread;

type Points = BTreeMap<u64, u64>;

/// Another thread gives a point to player 0, and then one to player 1. This one takes a snapshot.
fn two_points<S: Send + Sync + 'static>(scores: S, add: fn(&S, u64), snapshot: fn(&S) -> Points) {
    let scores = Arc::new(scores);
    let theirs = Arc::clone(&scores);
    let other = thread::spawn(move || {
        add(&theirs, 0);
        add(&theirs, 1);
    });
    let seen = snapshot(&scores);
    other.join().unwrap();
    assert!(seen.contains_key(&0) || !seen.contains_key(&1), "only player 1 has a point");
}

#[test]
#[should_panic(expected = "only player 1 has a point")]
fn loom_finds_the_torn_snapshot() {
    use s2_sharded::Scores;
    loom::model(|| {
        two_points(Scores::new(2), |scores, player| scores.add(player, 1), Scores::snapshot);
    });
}

#[test]
fn loom_finds_no_torn_snapshot_with_all_shards_held() {
    use s3_all_shards::Scores;
    loom::model(|| {
        two_points(Scores::new(2), |scores, player| scores.add(player, 1), Scores::snapshot);
    });
}

#[test]
fn loom_finds_no_batch_that_loses_points() {
    loom::model(|| {
        let total = Arc::new(s7_batch::Total::default());
        let theirs = Arc::clone(&total);
        let other = thread::spawn(move || {
            let mut batch = theirs.batch(2);
            (0..3).for_each(|_| batch.add(1));
        });
        {
            let mut batch = total.batch(2);
            (0..3).for_each(|_| batch.add(1));
        }
        other.join().unwrap();
        assert_eq!(total.get(), 6);
    });
}
