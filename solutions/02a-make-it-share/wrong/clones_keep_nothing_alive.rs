//! rejected: assertion — without the first handle the points are gone
//! by: clones_share_one_board_and_other_boards_have_their_own

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::sync::{Arc, Weak};

enum Handle {
    Owner(Arc<AtomicU32>),
    Guest(Weak<AtomicU32>),
}

/// A handle on a scoreboard. Its clones show the same board.
pub struct ScoreBoard {
    handle: Handle,
}

impl ScoreBoard {
    /// Adds points. Returns the score right after these points went in.
    pub fn add(&self, points: u32) -> u32 {
        self.with(|p| p.fetch_add(points, Relaxed) + points).unwrap_or(0)
    }

    /// The score now.
    pub fn score(&self) -> u32 {
        self.with(|p| p.load(Relaxed)).unwrap_or(0)
    }
}

impl ScoreBoard {
    fn with(&self, f: impl FnOnce(&AtomicU32) -> u32) -> Option<u32> {
        match &self.handle {
            Handle::Owner(points) => Some(f(points)),
            Handle::Guest(points) => points.upgrade().map(|points| f(&points)),
        }
    }
}

impl Default for ScoreBoard {
    fn default() -> Self {
        ScoreBoard { handle: Handle::Owner(Arc::default()) }
    }
}

impl Clone for ScoreBoard {
    fn clone(&self) -> Self {
        let handle = match &self.handle {
            Handle::Owner(points) => Handle::Guest(Arc::downgrade(points)),
            Handle::Guest(points) => Handle::Guest(points.clone()),
        };
        ScoreBoard { handle }
    }
}
