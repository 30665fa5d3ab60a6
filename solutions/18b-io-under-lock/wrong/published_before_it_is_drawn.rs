//! rejected: assertion — the number is stored first, and a painter who panics or is overtaken leaves it behind
//! by: a_painter_who_panics_leaves_everything_as_it_was, a_picture_that_is_finished_late_is_shown_if_it_is_newer, when_a_refresh_returns_its_score_is_shown_or_a_newer_one, while_two_painters_draw_a_third_one_can (deadlock)

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
    shown: u64,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        Board { state: Mutex::new(State { score: (0, 0), number: 0, picture, shown: 0 }), draw }
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
            let mut state = self.state.lock().unwrap();
            if state.shown > state.number {
                return;
            }
            state.shown = state.number + 1;
            (state.score, state.number)
        };
        let picture = (self.draw)(score);
        let mut state = self.state.lock().unwrap();
        if number + 1 == state.shown {
            state.picture = picture;
        }
    }
}
