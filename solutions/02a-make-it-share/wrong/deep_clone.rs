//! rejected: assertion — every clone is a board of its own, so nothing is shared at all
//! by: no_point_is_lost, each_is_told_the_score_that_its_own_points_made, clones_show_the_same_board_and_other_boards_do_not, the_explorer_sees_what_the_board_does

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
