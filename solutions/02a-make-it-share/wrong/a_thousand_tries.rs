//! rejected: assertion — gives up after a thousand tries
//! by: add_succeeds_however_often_another_thread_comes_first

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
        for _ in 0..1_000 {
            let seen = self.points.load(Relaxed);
            if self.points.compare_exchange(seen, seen + points, Relaxed, Relaxed).is_ok() {
                return seen + points;
            }
        }
        self.score()
    }

    /// The score now.
    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}
