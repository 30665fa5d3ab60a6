//! A score board whose picture is drawn while the score is locked.

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
    picture: String,
}

impl<D: Fn(Score) -> String> Board<D> {
    /// A board that shows 0 : 0, drawn by `draw`, which may take long and wait for other threads.
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        Board { state: Mutex::new(State { score: (0, 0), picture }), draw }
    }

    /// Corrects the score.
    pub fn set(&self, score: Score) {
        self.state.lock().unwrap().score = score;
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
    // TODO: while a thread draws, all others wait.
    pub fn refresh(&self) {
        let mut state = self.state.lock().unwrap();
        state.picture = (self.draw)(state.score);
    }
}
