//! rejected: data_race — the claim has moved to a wrapper with a reassuring name, and is as empty there
//! by: add_returns_the_score_right_after_its_own_points, add_succeeds_when_another_thread_comes_first, no_point_is_lost, no_point_is_lost_when_threads_borrow_one_handle, score_shows_the_points_before_or_after_an_add_and_nothing_else

use interleave::cell::Cell;
use interleave::sync::Arc;

#[derive(Default)]
struct ThreadSafe<T>(T);

// SAFETY: claimed, not shown.
unsafe impl<T> Sync for ThreadSafe<T> {}

impl<T> ThreadSafe<T> {
    fn get(&self) -> &T {
        &self.0
    }
}

#[derive(Clone, Default)]
pub struct ScoreBoard {
    points: Arc<ThreadSafe<Cell<u32>>>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        let score = self.points.get().get() + points;
        self.points.get().set(score);
        score
    }

    pub fn score(&self) -> u32 {
        self.points.get().get()
    }
}
