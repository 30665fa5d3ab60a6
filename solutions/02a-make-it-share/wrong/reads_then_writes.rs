//! rejected: assertion — the read lock is released before the write lock is taken
//! by: add_returns_the_score_right_after_its_own_points, add_succeeds_when_another_thread_comes_first, no_point_is_lost, no_point_is_lost_when_threads_borrow_one_handle

use interleave::sync::{Arc, RwLock};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<RwLock<u32>>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let score = *self.points.read().unwrap() + points;
        *self.points.write().unwrap() = score;
        score
    }

    pub fn score(&self) -> u32 {
        *self.points.read().unwrap()
    }
}
