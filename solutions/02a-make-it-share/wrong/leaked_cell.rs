//! rejected: data_race — a cell that lives forever needs no counted handle, but is still written by two threads
//! by: add_returns_the_score_right_after_its_own_points, add_succeeds_when_another_thread_comes_first, no_point_is_lost, no_point_is_lost_when_threads_borrow_one_handle, score_shows_the_points_before_or_after_an_add_and_nothing_else

use interleave::cell::Cell;

#[derive(Clone)]
pub struct ScoreBoard {
    points: &'static Cell<u32>,
}

// SAFETY: claimed, not shown.
unsafe impl Send for ScoreBoard {}
// SAFETY: claimed, not shown.
unsafe impl Sync for ScoreBoard {}

impl Default for ScoreBoard {
    fn default() -> Self {
        ScoreBoard { points: Box::leak(Box::new(Cell::new(0))) }
    }
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let score = self.points.get() + points;
        self.points.set(score);
        score
    }

    pub fn score(&self) -> u32 {
        self.points.get()
    }
}
