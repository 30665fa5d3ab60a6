//! rejected: deadlock — a second lock is held while a painter draws, and other painters wait for it
//! by: a_painter_who_is_late_replaces_nothing_after_a_thousand_scores, a_painter_who_panics_leaves_everything_as_it_was (assertion), a_picture_that_is_finished_late_is_shown_if_it_is_newer, two_painters_can_overtake_a_third_one, while_a_picture_is_drawn_another_one_can_be_drawn_and_is_not_replaced, while_two_painters_draw_a_third_one_can

use interleave::sync::Mutex;

pub type Score = (u32, u32);

pub struct Board<D> {
    state: Mutex<State>,
    draw: D,
    painter: Mutex<()>,
}

struct State {
    score: Score,
    picture: String,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        let state = Mutex::new(State { score: (0, 0), picture });
        Board { state, draw, painter: Mutex::new(()) }
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
        let _painter = self.painter.lock().unwrap();
        let score = self.score();
        let picture = (self.draw)(score);
        self.state.lock().unwrap().picture = picture;
    }
}
