//! right: a retry loop with the weak exchange

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<AtomicU32>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let mut seen = self.points.load(Relaxed);
        loop {
            match self.points.compare_exchange_weak(seen, seen + points, Relaxed, Relaxed) {
                Ok(_) => return seen + points,
                Err(now) => seen = now,
            }
        }
    }

    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}
