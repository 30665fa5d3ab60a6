//! rejected: assertion — after five lost races the points are given up
//! by: add_succeeds_however_often_another_thread_comes_first

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<AtomicU32>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        for _ in 0..5 {
            let seen = self.points.load(Relaxed);
            if self.points.compare_exchange(seen, seen + points, Relaxed, Relaxed).is_ok() {
                return seen + points;
            }
        }
        self.score()
    }

    pub fn score(&self) -> u32 {
        self.points.load(Relaxed)
    }
}
