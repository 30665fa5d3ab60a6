//! rejected: data_race — the score is atomic now, but the handles are still counted with a plain number
//! by: add_returns_the_score_right_after_its_own_points, no_point_is_lost

use interleave::rc::Rc;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Rc<AtomicU32>,
}

// SAFETY: claimed, not shown.
unsafe impl Send for ScoreBoard {}
// SAFETY: claimed, not shown.
unsafe impl Sync for ScoreBoard {}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        self.points.fetch_add(points, Relaxed) + points
    }

    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}
