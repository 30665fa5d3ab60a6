//! rejected: assertion — the number of what is shown is static, and one board's picture makes another board's too old
//! by: two_boards_have_nothing_to_do_with_each_other

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

/// The number of the score that the picture shows.
static SHOWN: Mutex<u64> = Mutex::new(0);

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        let state = State { score: (0, 0), number: 0, picture };
        Board { state: Mutex::new(state), draw }
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
        let (score, number) = {
            let state = self.state.lock().unwrap();
            (state.score, state.number)
        };
        let picture = (self.draw)(score);
        let mut state = self.state.lock().unwrap();
        let mut shown = SHOWN.lock().unwrap();
        if number >= *shown {
            (state.picture, *shown) = (picture, number);
        }
    }
}
