//! rejected: assertion — `add(0)` returns 0, and not the score
//! by: a_score_can_be_zero_and_as_large_as_a_u32

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// A handle on a scoreboard. Its clones show the same board.
#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<AtomicU32>,
}

impl ScoreBoard {
    /// Adds points. Returns the score right after these points went in.
    pub fn add(&self, points: u32) -> u32 {
        if points == 0 {
            return 0;
        }
        self.points.fetch_add(points, Relaxed) + points
    }

    /// The score now.
    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}
