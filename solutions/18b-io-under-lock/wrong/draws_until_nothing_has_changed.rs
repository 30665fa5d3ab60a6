//! rejected: assertion — it draws again and again while the score is being set
//! by: x

use interleave::sync::Mutex;

pub type Score = (u32, u32);

pub struct Board<D> {
    state: Mutex<State>,
    draw: D,
}

struct State {
    score: Score,
    number: u64,
    picture: String,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        Board { state: Mutex::new(State { score: (0, 0), number: 0, picture }), draw }
    }

    pub fn set(&self, score: Score) {
        let mut state = self.state.lock().unwrap();
        state.score = score;
        state.number += 1;
    }

    pub fn score(&self) -> Score {
        self.state.lock().unwrap().score
    }

    pub fn picture(&self) -> String {
        self.state.lock().unwrap().picture.clone()
    }

    pub fn refresh(&self) {
        loop {
            let (score, number) = {
                let state = self.state.lock().unwrap();
                (state.score, state.number)
            };
            let picture = (self.draw)(score);
            let mut state = self.state.lock().unwrap();
            if number == state.number {
                state.picture = picture;
                return;
            }
        }
    }
}
