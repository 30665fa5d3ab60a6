//! Stage 3: a snapshot that holds all shards at the same time, and shards that share no cache line.

use std::collections::BTreeMap;

use crossbeam_utils::CachePadded;

use crate::sync::Mutex;

// ANCHOR: padded
/// How many points each player has.
pub struct Scores {
    /// Player `n` is in the shard with the number `n % shards.len()`. A thread that
    /// needs several of them acquires the one with the smaller number first.
    shards: Vec<CachePadded<Mutex<BTreeMap<u64, u64>>>>,
}
// ANCHOR_END: padded

impl Scores {
    /// Scores that are spread over so many shards.
    pub fn new(shards: usize) -> Self {
        Scores { shards: (0..shards).map(|_| CachePadded::default()).collect() }
    }

    /// Gives a player more points.
    pub fn add(&self, player: u64, points: u64) {
        self.update(player, |now| *now += points);
    }

    /// Changes a player's points. Meanwhile, players in other shards can be changed as well.
    pub fn update<R>(&self, player: u64, change: impl FnOnce(&mut u64) -> R) -> R {
        let shard = &self.shards[(player % self.shards.len() as u64) as usize];
        change(shard.lock().unwrap().entry(player).or_default())
    }

    /// The points of all players, as they are at one moment.
    pub fn snapshot(&self) -> BTreeMap<u64, u64> {
        let shards: Vec<_> = self.shards.iter().map(|shard| shard.lock().unwrap()).collect();
        // Now this thread holds all the locks, and no player's points can change.
        shards
            .iter()
            .flat_map(|shard| shard.iter())
            .map(|(&player, &points)| (player, points))
            .collect()
    }
}
