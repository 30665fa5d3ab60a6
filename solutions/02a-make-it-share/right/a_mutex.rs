//! right: a mutex around the score

use interleave::sync::{Arc, Mutex};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<Mutex<u32>>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let mut score = self.points.lock().unwrap();
        *score += points;
        *score
    }

    pub fn score(&self) -> u32 {
        *self.points.lock().unwrap()
    }
}
