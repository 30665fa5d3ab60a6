//! rejected: assertion — `fetch_add` returns what was there before, without one's own points
//! by: each_is_told_the_score_that_its_own_points_made, clones_show_the_same_board_and_other_boards_do_not

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<AtomicU32>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        self.points.fetch_add(points, Relaxed)
    }

    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}
