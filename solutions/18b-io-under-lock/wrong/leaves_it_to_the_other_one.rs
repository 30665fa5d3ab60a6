//! rejected: assertion — if a painter is at work it returns, and the score that it should show is not shown
//! by: x

use interleave::sync::Mutex;

pub type Score = (u32, u32);

pub struct Board<D> {
    state: Mutex<State>,
    draw: D,
}

struct State {
    score: Score,
    picture: String,
    busy: bool,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        Board { state: Mutex::new(State { score: (0, 0), picture, busy: false }), draw }
    }

    pub fn set(&self, score: Score) {
        self.state.lock().unwrap().score = score;
    }

    pub fn score(&self) -> Score {
        self.state.lock().unwrap().score
    }

    pub fn picture(&self) -> String {
        self.state.lock().unwrap().picture.clone()
    }

    pub fn refresh(&self) {
        let score = {
            let mut state = self.state.lock().unwrap();
            if std::mem::replace(&mut state.busy, true) {
                return;
            }
            state.score
        };
        let picture = (self.draw)(score);
        let mut state = self.state.lock().unwrap();
        (state.picture, state.busy) = (picture, false);
    }
}
