//! A scoreboard for any number of threads.

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
        // One step, which also says what was there before. Relaxed suffices: the score is all that is shared.
        self.points.fetch_add(points, Relaxed) + points
    }

    /// The score now.
    pub fn score(&self) -> u32 {
        // Relaxed suffices: a single value, from which nothing is concluded about any other.
        self.points.load(Relaxed)
    }
}
