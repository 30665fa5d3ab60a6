//! rejected: deadlock — both guards live to the end of the statement, so the left side waits for the lock that the right side holds
//! by: no_point_is_lost, threads_may_share_one_handle, each_is_told_the_score_that_its_own_points_made, clones_show_the_same_board_and_other_boards_do_not, the_explorer_sees_what_the_board_does

use interleave::sync::{Arc, Mutex};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<Mutex<u32>>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        *self.points.lock().unwrap() = *self.points.lock().unwrap() + points;
        *self.points.lock().unwrap()
    }

    pub fn score(&self) -> u32 {
        *self.points.lock().unwrap()
    }
}
