//! right: a reader-writer lock, written under the write lock

use interleave::sync::{Arc, RwLock};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<RwLock<u32>>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let mut score = self.points.write().unwrap();
        *score += points;
        *score
    }

    pub fn score(&self) -> u32 {
        *self.points.read().unwrap()
    }
}
