//! rejected: assertion — it takes the greater score for the newer one
//! by: a_picture_shows_the_score, pictures_never_go_back_to_an_older_score, while_a_picture_is_drawn_another_one_can_be_drawn_and_is_not_replaced

use interleave::sync::Mutex;

pub type Score = (u32, u32);

pub struct Board<D> {
    state: Mutex<State>,
    draw: D,
}

struct State {
    score: Score,
    picture: String,
    shown: Score,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        Board { state: Mutex::new(State { score: (0, 0), picture, shown: (0, 0) }), draw }
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
        if score >= state.shown {
            (state.picture, state.shown) = (picture, score);
        }
    }
}
