//! Stage 2: scores behind several locks, and a snapshot that acquires one after the other.

use std::collections::BTreeMap;

use crate::sync::Mutex;

// ANCHOR: scores
/// How many points each player has.
pub struct Scores {
    /// Player `n` is in the shard with the number `n % shards.len()`.
    shards: Vec<Mutex<BTreeMap<u64, u64>>>,
}

impl Scores {
    /// Scores that are spread over so many shards.
    pub fn new(shards: usize) -> Self {
        Scores { shards: (0..shards).map(|_| Mutex::default()).collect() }
    }

    /// Gives a player more points.
    pub fn add(&self, player: u64, points: u64) {
        let shard = &self.shards[(player % self.shards.len() as u64) as usize];
        *shard.lock().unwrap().entry(player).or_default() += points;
    }
}
// ANCHOR_END: scores

impl Scores {
    // ANCHOR: snapshot
    /// The points of all players, gathered shard by shard.
    pub fn snapshot(&self) -> BTreeMap<u64, u64> {
        let mut all = BTreeMap::new();
        for shard in &self.shards {
            all.extend(shard.lock().unwrap().iter());
        }
        all
    }
    // ANCHOR_END: snapshot

    /// The same, beginning with the last shard.
    pub fn snapshot_from_the_end(&self) -> BTreeMap<u64, u64> {
        let mut all = BTreeMap::new();
        for shard in self.shards.iter().rev() {
            all.extend(shard.lock().unwrap().iter());
        }
        all
    }
}
