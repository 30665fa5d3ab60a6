//! right: readers share, and a helper publishes

use interleave::sync::RwLock;

pub type Score = (u32, u32);

pub struct Board<D> {
    state: RwLock<State>,
    draw: D,
}

struct State {
    score: Score,
    number: u64,
    picture: String,
    shown: u64,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        Board { state: RwLock::new(State { score: (0, 0), number: 0, picture, shown: 0 }), draw }
    }

    pub fn set(&self, score: Score) {
        let mut state = self.state.write().unwrap();
        state.score = score;
        state.number += 1;
    }

    pub fn score(&self) -> Score {
        self.state.read().unwrap().score
    }

    pub fn picture(&self) -> String {
        self.state.read().unwrap().picture.clone()
    }

    pub fn refresh(&self) {
        let state = self.state.read().unwrap();
        let (score, number) = (state.score, state.number);
        drop(state);
        self.publish((self.draw)(score), number);
    }

    fn publish(&self, picture: String, number: u64) {
        let mut state = self.state.write().unwrap();
        if state.shown <= number {
            state.picture = picture;
            state.shown = number;
        }
    }
}
