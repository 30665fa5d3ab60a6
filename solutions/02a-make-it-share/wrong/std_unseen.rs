//! rejected: search — the explorer sees nothing of std's atomics, so nothing was explored
//! by: *

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<AtomicU32>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let score = self.points.load(Relaxed) + points;
        self.points.store(score, Relaxed);
        score
    }

    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}
