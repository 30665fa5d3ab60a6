//! rejected: assertion — of two scores that were set at the same time by the clock, neither is older
//! by: a_painter_who_is_late_replaces_nothing_after_a_thousand_scores, a_picture_that_is_finished_late_is_shown_if_it_is_newer, of_two_painters_the_one_who_looked_earlier_does_not_win, pictures_never_go_back_to_an_older_score, three_painters_end_with_the_newest_score, two_painters_can_overtake_a_third_one, when_a_refresh_returns_its_score_is_shown_or_a_newer_one, while_a_picture_is_drawn_another_one_can_be_drawn_and_is_not_replaced, while_two_painters_draw_a_third_one_can

use interleave::sync::Mutex;
use interleave::time::Instant;

pub type Score = (u32, u32);

pub struct Board<D> {
    state: Mutex<State>,
    draw: D,
}

struct State {
    score: Score,
    number: Instant,
    picture: String,
    shown: Instant,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let (picture, now) = (draw((0, 0)), Instant::now());
        Board { state: Mutex::new(State { score: (0, 0), number: now, picture, shown: now }), draw }
    }

    pub fn set(&self, score: Score) {
        let mut state = self.state.lock().unwrap();
        state.score = score;
        state.number = Instant::now();
    }

    pub fn score(&self) -> Score {
        self.state.lock().unwrap().score
    }

    pub fn picture(&self) -> String {
        self.state.lock().unwrap().picture.clone()
    }

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
