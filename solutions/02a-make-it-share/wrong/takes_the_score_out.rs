//! rejected: assertion — between the swap and the store the score is 0 for every other thread
//! by: add_returns_the_score_right_after_its_own_points, add_succeeds_when_another_thread_comes_first, no_point_is_lost, no_point_is_lost_when_threads_borrow_one_handle, score_shows_the_points_before_or_after_an_add_and_nothing_else

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<AtomicU32>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let score = self.points.swap(0, Relaxed) + points;
        self.points.store(score, Relaxed);
        score
    }

    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}
