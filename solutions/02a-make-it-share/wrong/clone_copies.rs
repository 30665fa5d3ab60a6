//! rejected: assertion — a clone is a board of its own that starts from the score so far
//! by: add_returns_the_score_right_after_its_own_points, clones_share_one_board_and_other_boards_have_their_own, no_point_is_lost

use interleave::sync::Mutex;

#[derive(Default)]
pub struct ScoreBoard {
    points: Mutex<u32>,
}

impl Clone for ScoreBoard {
    fn clone(&self) -> Self {
        ScoreBoard { points: Mutex::new(self.score()) }
    }
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let mut score = self.points.lock().unwrap();
        *score += points;
        *score
    }

    pub fn score(&self) -> u32 {
        *self.points.lock().unwrap()
    }
}
