//! rejected: assertion — another thread holding the lock doesn't mean that there are no points
//! by: score_shows_the_points_before_or_after_an_add_and_nothing_else

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
        self.points.try_lock().map_or(0, |score| *score)
    }
}
