//! rejected: assertion — the two halves of a large number go in one after the other
//! by: score_shows_the_points_before_or_after_an_add_and_nothing_else

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// A handle on a scoreboard. Its clones show the same board.
#[derive(Clone, Default)]
pub struct ScoreBoard {
    low: Arc<AtomicU32>,
    high: Arc<AtomicU32>,
}

impl ScoreBoard {
    /// Adds points. Returns the score right after these points went in.
    pub fn add(&self, points: u32) -> u32 {
        let low = self.low.fetch_add(points & 0xffff, Relaxed) + (points & 0xffff);
        let high = self.high.fetch_add(points >> 16, Relaxed) + (points >> 16);
        (high << 16) + low
    }

    /// The score now.
    pub fn score(&self) -> u32 {
        (self.high.load(Relaxed) << 16) + self.low.load(Relaxed)
    }
}
