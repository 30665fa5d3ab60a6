//! A score board whose picture is drawn without a lock, and published only if it's not out of date.

use interleave::sync::Mutex;

/// The score: points of the home team, and of the guests.
pub type Score = (u32, u32);

/// The score of a match, and a picture of it.
pub struct Board<D> {
    state: Mutex<State>,
    draw: D,
}

struct State {
    score: Score,
    /// How many times the score has been set: of two scores, the newer one has the greater number.
    number: u64,
    picture: String,
    /// The number of the score that the picture shows.
    shown: u64,
}

impl<D: Fn(Score) -> String> Board<D> {
    /// A board that shows 0 : 0, drawn by `draw`, which may take long and wait for other threads.
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        Board { state: Mutex::new(State { score: (0, 0), number: 0, picture, shown: 0 }), draw }
    }

    /// Corrects the score.
    pub fn set(&self, score: Score) {
        let mut state = self.state.lock().unwrap();
        state.score = score;
        state.number += 1;
    }

    /// The score.
    pub fn score(&self) -> Score {
        self.state.lock().unwrap().score
    }

    /// The picture that was published last.
    pub fn picture(&self) -> String {
        self.state.lock().unwrap().picture.clone()
    }

    /// Draws the score, and publishes the picture unless a newer one has been published meanwhile.
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
