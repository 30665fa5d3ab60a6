//! right: 16 bits are enough for 2,000 scores, if the difference decides

use interleave::sync::Mutex;

pub type Score = (u32, u32);

pub struct Board<D> {
    state: Mutex<State>,
    draw: D,
}

struct State {
    score: Score,
    number: u16,
    picture: String,
    shown: u16,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        Board { state: Mutex::new(State { score: (0, 0), number: 0, picture, shown: 0 }), draw }
    }

    pub fn set(&self, score: Score) {
        let mut state = self.state.lock().unwrap();
        state.score = score;
        state.number = state.number.wrapping_add(1);
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
        if number.wrapping_sub(state.shown) < 1 << 15 {
            (state.picture, state.shown) = (picture, number);
        }
    }
}
