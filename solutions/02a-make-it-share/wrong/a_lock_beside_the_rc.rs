//! rejected: data_race — the score is locked, but the count of the handles is still a plain number
//! by: add_returns_the_score_right_after_its_own_points, no_point_is_lost

use interleave::cell::Cell;
use interleave::rc::Rc;
use interleave::sync::Mutex;

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Rc<(Mutex<()>, Cell<u32>)>,
}

// SAFETY: claimed, not shown.
unsafe impl Send for ScoreBoard {}
// SAFETY: claimed, not shown.
unsafe impl Sync for ScoreBoard {}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let _guard = self.points.0.lock().unwrap();
        self.points.1.set(self.points.1.get() + points);
        self.points.1.get()
    }

    pub fn score(&self) -> u32 {
        let _guard = self.points.0.lock().unwrap();
        self.points.1.get()
    }
}
