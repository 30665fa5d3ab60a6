//! rejected: assertion — a score of more than 65,535 is cut off
//! by: a_score_can_be_zero_and_as_large_as_a_u32, score_shows_the_points_before_or_after_an_add_and_nothing_else

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU16, Ordering::Relaxed};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<AtomicU16>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        u32::from(self.points.fetch_add(points as u16, Relaxed)) + points
    }

    pub fn score(&self) -> u32 {
        self.points.load(Relaxed).into()
    }
}
