//! rejected: deadlock — the score is free while it draws, and the picture is not
//! by: x

use interleave::sync::Mutex;

pub type Score = (u32, u32);

pub struct Board<D> {
    score: Mutex<Score>,
    picture: Mutex<String>,
    draw: D,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        Board { picture: Mutex::new(draw((0, 0))), score: Mutex::new((0, 0)), draw }
    }

    pub fn set(&self, score: Score) {
        *self.score.lock().unwrap() = score;
    }

    pub fn score(&self) -> Score {
        *self.score.lock().unwrap()
    }

    pub fn picture(&self) -> String {
        self.picture.lock().unwrap().clone()
    }

    pub fn refresh(&self) {
        let mut picture = self.picture.lock().unwrap();
        let score = *self.score.lock().unwrap();
        *picture = (self.draw)(score);
    }
}
