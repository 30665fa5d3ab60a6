//! rejected: assertion — an old picture replaces a new one, if it is finished later
//! by: a_painter_who_is_late_replaces_nothing_after_a_thousand_scores, a_picture_that_is_finished_late_is_shown_if_it_is_newer, of_two_painters_the_one_who_looked_earlier_does_not_win, pictures_never_go_back_to_an_older_score, three_painters_end_with_the_newest_score, two_painters_can_overtake_a_third_one, when_a_refresh_returns_its_score_is_shown_or_a_newer_one, while_a_picture_is_drawn_another_one_can_be_drawn_and_is_not_replaced, while_two_painters_draw_a_third_one_can

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
        self.state.lock().unwrap().picture = picture;
    }
}
