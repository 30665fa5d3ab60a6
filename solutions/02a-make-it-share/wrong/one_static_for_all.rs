//! rejected: assertion — a `static` is shared by all threads, and by all boards as well
//! by: clones_share_one_board_and_other_boards_have_their_own

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
