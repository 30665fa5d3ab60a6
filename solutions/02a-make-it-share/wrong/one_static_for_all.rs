//! rejected: assertion — a `static` is shared by all threads, and by all boards as well
//! by: clones_show_the_same_board_and_other_boards_do_not

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

static POINTS: AtomicU32 = AtomicU32::new(0);

#[derive(Clone, Default)]
pub struct ScoreBoard;

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        POINTS.fetch_add(points, Relaxed) + points
    }

    pub fn score(&self) -> u32 {
        POINTS.load(Relaxed)
    }
}
