//! rejected: data_race — the handles are counted atomically now, but the score is still a plain number
//! by: add_returns_the_score_right_after_its_own_points, add_succeeds_when_another_thread_comes_first, no_point_is_lost, no_point_is_lost_when_threads_borrow_one_handle, score_shows_the_points_before_or_after_an_add_and_nothing_else

use interleave::cell::Cell;
use interleave::sync::Arc;

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<Cell<u32>>,
}

// SAFETY: claimed, not shown.
unsafe impl Send for ScoreBoard {}
// SAFETY: claimed, not shown.
unsafe impl Sync for ScoreBoard {}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        self.points.set(self.points.get() + points);
        self.points.get()
    }

    pub fn score(&self) -> u32 {
        self.points.get()
    }
}
