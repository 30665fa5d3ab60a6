//! rejected: deadlock — it draws under a lock that readers share, and a goal has to wait
//! by: a_painter_who_is_late_replaces_nothing_after_a_thousand_scores, a_picture_that_is_finished_late_is_shown_if_it_is_newer, two_painters_can_overtake_a_third_one, while_a_picture_is_drawn_another_one_can_be_drawn_and_is_not_replaced, while_a_picture_is_drawn_the_score_can_be_set, while_two_painters_draw_a_third_one_can

use interleave::sync::{Mutex, RwLock};

pub type Score = (u32, u32);

pub struct Board<D> {
    score: RwLock<Score>,
    picture: Mutex<String>,
    draw: D,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        Board { picture: Mutex::new(draw((0, 0))), score: RwLock::new((0, 0)), draw }
    }

    pub fn set(&self, score: Score) {
        *self.score.write().unwrap() = score;
    }

    pub fn score(&self) -> Score {
        *self.score.read().unwrap()
    }

    pub fn picture(&self) -> String {
        self.picture.lock().unwrap().clone()
    }

    pub fn refresh(&self) {
        let score = self.score.read().unwrap();
        *self.picture.lock().unwrap() = (self.draw)(*score);
    }
}
