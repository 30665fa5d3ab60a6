//! A scoreboard for one thread. A colleague has silenced the compiler, and now several threads use it.

use interleave::cell::Cell;
use interleave::rc::Rc;

/// A handle on a scoreboard. Its clones show the same board.
#[derive(Clone, Default)]
pub struct ScoreBoard {
    // TODO: neither the `Rc` nor the `Cell` may be used by more than one thread.
    points: Rc<Cell<u32>>,
}

// SAFETY: "it worked when I tried it".
// TODO: with the right fields, neither of these two lines is needed.
unsafe impl Send for ScoreBoard {}
// SAFETY: "the error went away".
unsafe impl Sync for ScoreBoard {}

impl ScoreBoard {
    /// Adds points. Returns the score right after these points went in.
    pub fn add(&self, points: u32) -> u32 {
        self.points.set(self.points.get() + points);
        self.points.get()
    }

    /// The score now.
    pub fn score(&self) -> u32 {
        self.points.get()
    }
}
