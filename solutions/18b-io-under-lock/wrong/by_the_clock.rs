//! rejected: assertion — of two scores that were set at the same time by the clock, neither is older
//! by: x

use interleave::sync::Mutex;
use interleave::time::Instant;

pub type Score = (u32, u32);

pub struct Board<D> {
    state: Mutex<State>,
    draw: D,
}

struct State {
    score: Score,
    number: Instant,
    picture: String,
    shown: Instant,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let (picture, now) = (draw((0, 0)), Instant::now());
        Board { state: Mutex::new(State { score: (0, 0), number: now, picture, shown: now }), draw }
    }

    pub fn set(&self, score: Score) {
        let mut state = self.state.lock().unwrap();
        state.score = score;
        state.number = Instant::now();
    }

    pub fn score(&self) -> Score {
        self.state.lock().unwrap().score
    }

    pub fn picture(&self) -> String {
        self.state.lock().unwrap().picture.clone()
    }

    pub fn refresh(&self) {
        let (score, number) = {
            let state = self.state.lock().unwrap();
            (state.score, state.number)
        };
        let picture = (self.draw)(score);
        let mut state = self.state.lock().unwrap();
        if number >= state.shown {
            (state.picture, state.shown) = (picture, number);
        }
    }
}
