//! right: the picture has a lock of its own, which is never held together with the other

use interleave::sync::Mutex;

pub type Score = (u32, u32);

pub struct Board<D> {
    /// The score, and how many times it has been set.
    now: Mutex<(Score, u64)>,
    /// The picture, and the number of its score.
    shown: Mutex<(String, u64)>,
    draw: D,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        Board { shown: Mutex::new((draw((0, 0)), 0)), now: Mutex::new(((0, 0), 0)), draw }
    }

    pub fn set(&self, score: Score) {
        let mut now = self.now.lock().unwrap();
        *now = (score, now.1 + 1);
    }

    pub fn score(&self) -> Score {
        self.now.lock().unwrap().0
    }

    pub fn picture(&self) -> String {
        self.shown.lock().unwrap().0.clone()
    }

    pub fn refresh(&self) {
        let (score, number) = *self.now.lock().unwrap();
        let picture = (self.draw)(score);
        let mut shown = self.shown.lock().unwrap();
        if shown.1 <= number {
            *shown = (picture, number);
        }
    }
}
