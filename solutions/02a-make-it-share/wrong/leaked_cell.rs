//! rejected: data_race — a cell that lives for ever needs no counted handle, but is still written by two threads
//! by: no_point_is_lost, threads_may_share_one_handle, each_is_told_the_score_that_its_own_points_made, the_explorer_sees_what_the_board_does

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
