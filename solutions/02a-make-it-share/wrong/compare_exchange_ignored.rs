//! rejected: assertion — a failed exchange adds nothing, and is not noticed
//! by: add_returns_the_score_right_after_its_own_points, add_succeeds_when_another_thread_comes_first, no_point_is_lost, no_point_is_lost_when_threads_borrow_one_handle

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<AtomicU32>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let seen = self.points.load(Relaxed);
        let _ = self.points.compare_exchange(seen, seen + points, Relaxed, Relaxed);
        seen + points
    }

    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}
