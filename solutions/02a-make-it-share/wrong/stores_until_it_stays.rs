//! rejected: assertion — stores, and repeats that until its own number is still there
//! by: add_returns_the_score_right_after_its_own_points, add_succeeds_when_another_thread_comes_first, no_point_is_lost, no_point_is_lost_when_threads_borrow_one_handle

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
        loop {
            let new = self.score() + points;
            self.points.store(new, Relaxed);
            if self.score() == new {
                return new;
            }
        }
    }

    /// The score now.
    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}
