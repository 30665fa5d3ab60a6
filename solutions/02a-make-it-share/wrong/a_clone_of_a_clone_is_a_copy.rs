//! rejected: assertion — the clone of a clone starts a board of its own
//! by: clones_share_one_board_and_other_boards_have_their_own

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// A handle on a scoreboard. Its clones show the same board.
#[derive(Default)]
pub struct ScoreBoard {
    points: Arc<AtomicU32>,
    cloned: bool,
}

impl ScoreBoard {
    /// Adds points. Returns the score right after these points went in.
    pub fn add(&self, points: u32) -> u32 {
        self.points.fetch_add(points, Relaxed) + points
    }

    /// The score now.
    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}

impl Clone for ScoreBoard {
    fn clone(&self) -> Self {
        let points =
            if self.cloned { Arc::new(AtomicU32::new(self.score())) } else { self.points.clone() };
        ScoreBoard { points, cloned: true }
    }
}
