//! rejected: assertion — it draws again and again while the score is being set
//! by: a_painter_who_is_late_replaces_nothing_after_a_thousand_scores, a_picture_that_is_finished_late_is_shown_if_it_is_newer, each_refresh_draws_at_most_once, while_a_picture_is_drawn_the_score_can_be_set

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
