//! rejected: assertion — every clone is a board of its own, so nothing is shared at all
//! by: add_returns_the_score_right_after_its_own_points, clones_share_one_board_and_other_boards_have_their_own, no_point_is_lost

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct ScoreBoard {
    points: AtomicU32,
}

impl Clone for ScoreBoard {
    fn clone(&self) -> Self {
        ScoreBoard { points: AtomicU32::new(self.score()) }
    }
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        self.points.fetch_add(points, Relaxed) + points
    }

    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}
