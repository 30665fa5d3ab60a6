//! rejected: data_race — an `UnsafeCell` is the cell without its manners, no step towards sharing it
//! by: no_point_is_lost, threads_may_share_one_handle, each_is_told_the_score_that_its_own_points_made, the_explorer_sees_what_the_board_does

use interleave::cell::UnsafeCell;
use interleave::sync::Arc;

#[derive(Default)]
struct Points(UnsafeCell<u32>);

// SAFETY: claimed, not shown.
unsafe impl Sync for Points {}

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<Points>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        // SAFETY: claimed, not shown.
        unsafe {
            let score = self.points.0.get();
            *score += points;
            *score
        }
    }

    pub fn score(&self) -> u32 {
        // SAFETY: claimed, not shown.
        unsafe { *self.points.0.get() }
    }
}
