//! Stage 5: a page that is drawn while the scores are locked.

use std::collections::BTreeMap;

use crate::sync::Mutex;

/// What a page is drawn from: how many points each player has.
pub type Points = BTreeMap<u64, u64>;

// ANCHOR: board
/// Scores, and a page that shows them.
#[derive(Default)]
pub struct Board {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    points: Points,
    page: String,
}
// ANCHOR_END: board

impl Board {
    /// Gives a player more points.
    pub fn add(&self, player: u64, points: u64) {
        *self.state.lock().unwrap().points.entry(player).or_default() += points;
    }

    /// The page as it was published last.
    pub fn page(&self) -> String {
        self.state.lock().unwrap().page.clone()
    }

    // ANCHOR: publish
    /// Draws a page of the scores, and publishes it. Drawing can take long.
    pub fn publish(&self, draw: impl FnOnce(&Points) -> String) {
        let mut state = self.state.lock().unwrap();
        state.page = draw(&state.points);
    }
    // ANCHOR_END: publish
}
