//! rejected: assertion — between the addition and the look another thread may add
//! by: add_returns_the_score_right_after_its_own_points

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<AtomicU32>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        self.points.fetch_add(points, Relaxed);
        self.points.load(Relaxed)
    }

    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}
