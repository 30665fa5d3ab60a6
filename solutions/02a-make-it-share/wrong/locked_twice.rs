//! rejected: assertion — each access is locked, but the lock is free between the two
//! by: add_returns_the_score_right_after_its_own_points, add_succeeds_when_another_thread_comes_first, no_point_is_lost, no_point_is_lost_when_threads_borrow_one_handle

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
