//! Stage 1: all scores behind one lock.

use std::collections::BTreeMap;

use crate::sync::Mutex;

/// How many points each player has.
#[derive(Default)]
pub struct Scores {
    points: Mutex<BTreeMap<u64, u64>>,
}

impl Scores {
    /// Gives a player more points.
    pub fn add(&self, player: u64, points: u64) {
        *self.points.lock().unwrap().entry(player).or_default() += points;
    }

    /// The points of all players, as they are at one moment.
    pub fn snapshot(&self) -> BTreeMap<u64, u64> {
        self.points.lock().unwrap().clone()
    }
}
