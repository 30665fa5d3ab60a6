//! rejected: assertion — each access is locked, but the lock is free between the two
//! by: no_point_is_lost, threads_may_share_one_handle, each_is_told_the_score_that_its_own_points_made

use interleave::sync::{Arc, Mutex};

#[derive(Clone)]
pub struct ScoreBoard {
    points: Arc<Mutex<u32>>,
}

impl Default for ScoreBoard {
    fn default() -> Self {
        ScoreBoard { points: Arc::new(Mutex::new(0)) }
    }
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let score = self.score() + points;
        *self.points.lock().unwrap() = score;
        score
    }

    pub fn score(&self) -> u32 {
        *self.points.lock().unwrap()
    }
}
