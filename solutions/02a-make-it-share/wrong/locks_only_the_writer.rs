//! rejected: data_race — a thread that only looks has to take the lock as well
//! by: score_shows_the_points_before_or_after_an_add_and_nothing_else

use interleave::cell::Cell;
use interleave::sync::{Arc, Mutex};

#[derive(Default)]
struct Board {
    lock: Mutex<()>,
    points: Cell<u32>,
}

// SAFETY: claimed, not shown.
unsafe impl Sync for Board {}

#[derive(Clone, Default)]
pub struct ScoreBoard {
    board: Arc<Board>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let _guard = self.board.lock.lock().unwrap();
        let score = self.board.points.get() + points;
        self.board.points.set(score);
        score
    }

    pub fn score(&self) -> u32 {
        self.board.points.get()
    }
}
