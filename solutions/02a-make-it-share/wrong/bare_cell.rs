//! rejected: data_race — an `UnsafeCell` is the cell without its manners, no step towards sharing it
//! by: add_returns_the_score_right_after_its_own_points, add_succeeds_when_another_thread_comes_first, no_point_is_lost, no_point_is_lost_when_threads_borrow_one_handle, score_shows_the_points_before_or_after_an_add_and_nothing_else

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
