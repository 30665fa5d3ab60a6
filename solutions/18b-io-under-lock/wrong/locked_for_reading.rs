//! rejected: deadlock — it draws under a lock that readers share, and a goal has to wait
//! by: x

use interleave::sync::{Mutex, RwLock};

pub type Score = (u32, u32);

pub struct Board<D> {
    score: RwLock<Score>,
    picture: Mutex<String>,
    draw: D,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        Board { picture: Mutex::new(draw((0, 0))), score: RwLock::new((0, 0)), draw }
    }

    pub fn set(&self, score: Score) {
        *self.score.write().unwrap() = score;
    }

    pub fn score(&self) -> Score {
        *self.score.read().unwrap()
    }

    pub fn picture(&self) -> String {
        self.picture.lock().unwrap().clone()
    }

    pub fn refresh(&self) {
        let score = self.score.read().unwrap();
        *self.picture.lock().unwrap() = (self.draw)(*score);
    }
}
