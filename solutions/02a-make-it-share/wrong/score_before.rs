//! rejected: assertion — `fetch_add` returns what was there before, without its own points
//! by: a_score_can_be_zero_and_as_large_as_a_u32, add_returns_the_score_right_after_its_own_points, add_succeeds_however_often_another_thread_comes_first, clones_share_one_board_and_other_boards_have_their_own

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
