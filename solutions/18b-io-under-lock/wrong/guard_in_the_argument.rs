//! rejected: deadlock — the guard in the argument of `draw` lives until the end of the statement
//! by: a_painter_who_is_late_replaces_nothing_after_a_thousand_scores, a_painter_who_panics_leaves_everything_as_it_was (assertion), a_picture_that_is_finished_late_is_shown_if_it_is_newer, of_two_painters_the_one_who_looked_earlier_does_not_win (assertion), two_painters_can_overtake_a_third_one, while_a_picture_is_drawn_another_one_can_be_drawn_and_is_not_replaced, while_a_picture_is_drawn_the_old_one_is_shown, while_a_picture_is_drawn_the_score_can_be_read, while_a_picture_is_drawn_the_score_can_be_set, while_two_painters_draw_a_third_one_can

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
        let number = self.state.lock().unwrap().number;
        let picture = (self.draw)(self.state.lock().unwrap().score);
        let mut state = self.state.lock().unwrap();
        if number >= state.shown {
            (state.picture, state.shown) = (picture, number);
        }
    }
}
