//! rejected: compile — a lock hands its contents to one thread at a time, but an `Rc` must not be handed to another at all

use interleave::cell::Cell;
use interleave::rc::Rc;
use interleave::sync::{Arc, Mutex};

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<Mutex<Rc<Cell<u32>>>>,
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
