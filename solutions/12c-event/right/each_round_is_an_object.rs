//! right: each round is an object of its own: `set` ends the sleepers' round, and `clear` begins the next

use interleave::sync::{Arc, Condvar, Mutex};

#[derive(Default)]
struct Round {
    is_over: Mutex<bool>,
    over: Condvar,
}

/// A flag that is set and cleared, and that threads wait for.
#[derive(Default)]
pub struct Event {
    round: Mutex<Arc<Round>>,
}

impl Event {
    /// Sets the flag, and lets every thread through that waits.
    pub fn set(&self) {
        let round = self.round.lock().unwrap();
        *round.is_over.lock().unwrap() = true;
        round.over.notify_all();
    }

    /// Clears the flag. Threads that come from now on have to wait.
    pub fn clear(&self) {
        let mut round = self.round.lock().unwrap();
        let is_over = *round.is_over.lock().unwrap();
        if is_over {
            *round = Arc::new(Round::default());
        }
    }

    /// Whether the flag is set.
    pub fn is_set(&self) -> bool {
        let round = self.round.lock().unwrap();
        let is_over = *round.is_over.lock().unwrap();
        is_over
    }

    /// Returns immediately if the flag is set, and otherwise sleeps until the next `set`.
    pub fn wait(&self) {
        let round = Arc::clone(&self.round.lock().unwrap());
        let is_over = round.is_over.lock().unwrap();
        drop(round.over.wait_while(is_over, |is_over| !*is_over).unwrap());
    }
}
