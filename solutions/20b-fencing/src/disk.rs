//! The disk under the store. It comes with the exercise.

use interleave::sync::Mutex;

use super::Pass;

/// What is on disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// What was written last.
    pub value: u64,
    /// The newest pass that was admitted, if there was one.
    pub newest: Option<Pass>,
}

/// Holds one record. It survives when the store crashes.
#[derive(Default)]
pub struct Disk {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    record: Record,
    /// How many more saves there are before the store crashes, if it does.
    left: Option<usize>,
}

impl Disk {
    /// A disk whose store crashes once, after so many saves: the next one panics and saves nothing.
    pub fn crashes_after(saves: usize) -> Self {
        Disk { state: Mutex::new(State { left: Some(saves), ..State::default() }) }
    }

    /// The record that was saved last. On a new disk, it's the default.
    pub fn load(&self) -> Record {
        self.state.lock().unwrap().record
    }

    /// Saves the whole record in one step.
    ///
    /// # Panics
    ///
    /// The store crashes now.
    pub fn save(&self, record: Record) {
        let mut state = self.state.lock().unwrap();
        let crashes = state.left == Some(0);
        state.left = state.left.and_then(|left| left.checked_sub(1));
        if !crashes {
            state.record = record;
        }
        drop(state);
        assert!(!crashes, "the store crashes, on purpose");
    }
}
