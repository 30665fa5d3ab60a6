//! rejected: deadlock — both guards live to the end of the statement, so the left side waits for the lock that the right side holds
//! by: a_score_can_be_zero_and_as_large_as_a_u32, add_returns_the_score_right_after_its_own_points, add_succeeds_however_often_another_thread_comes_first, add_succeeds_when_another_thread_comes_first, clones_share_one_board_and_other_boards_have_their_own, no_point_is_lost, no_point_is_lost_when_threads_borrow_one_handle, score_shows_the_points_before_or_after_an_add_and_nothing_else

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
