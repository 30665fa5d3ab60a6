//! rejected: assertion — the scores are compared, and a picture that is merely not the newest is thrown away
//! by: a_painter_who_is_late_replaces_nothing_after_a_thousand_scores, when_a_refresh_returns_its_score_is_shown_or_a_newer_one, while_a_picture_is_drawn_the_score_can_be_set

use interleave::sync::Mutex;

pub type Score = (u32, u32);

pub struct Board<D> {
    state: Mutex<State>,
    draw: D,
}

struct State {
    score: Score,
    picture: String,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        Board { state: Mutex::new(State { score: (0, 0), picture }), draw }
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
        let score = self.state.lock().unwrap().score;
        let picture = (self.draw)(score);
        let mut state = self.state.lock().unwrap();
        if state.score == score {
            state.picture = picture;
        }
    }
}
