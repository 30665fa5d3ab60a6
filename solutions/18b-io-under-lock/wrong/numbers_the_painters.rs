//! rejected: assertion — each painter takes a number first and looks at the score later, so a smaller number can have the newer score
//! by: of_two_painters_the_one_who_looked_earlier_does_not_win

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU64, Ordering::SeqCst};

pub type Score = (u32, u32);

pub struct Board<D> {
    state: Mutex<State>,
    draw: D,
    painters: AtomicU64,
}

struct State {
    score: Score,
    picture: String,
    shown: u64,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        let state = Mutex::new(State { score: (0, 0), picture, shown: 0 });
        Board { state, draw, painters: AtomicU64::new(1) }
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
        let number = self.painters.fetch_add(1, SeqCst);
        let score = self.score();
        let picture = (self.draw)(score);
        let mut state = self.state.lock().unwrap();
        if number >= state.shown {
            (state.picture, state.shown) = (picture, number);
        }
    }
}
