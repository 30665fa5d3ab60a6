//! right: the cell stays, and a mutex around it makes it shareable

use interleave::cell::Cell;
use interleave::sync::{Arc, Mutex};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<Mutex<Cell<u32>>>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let score = self.points.lock().unwrap();
        score.set(score.get() + points);
        score.get()
    }

    pub fn score(&self) -> u32 {
        self.points.lock().unwrap().get()
    }
}
