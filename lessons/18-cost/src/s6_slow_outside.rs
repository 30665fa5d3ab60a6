//! Stage 6: a page that is drawn outside the lock, and can be out of date by then.

use std::collections::BTreeMap;

use crate::sync::Mutex;

/// What a page is drawn from: how many points each player has.
pub type Points = BTreeMap<u64, u64>;

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
    /// Draws a page of the scores, and publishes it. Drawing can take long, so this
    /// thread doesn't hold the lock meanwhile.
    pub fn publish(&self, draw: impl FnOnce(&Points) -> String) {
        let points = self.state.lock().unwrap().points.clone();
        let page = draw(&points);
        self.state.lock().unwrap().page = page;
    }
    // ANCHOR_END: publish
}
