//! rejected: assertion — a `set` before the thread came lets it through after `clear`
//! by: a_set_lets_no_thread_through_that_comes_after_the_next_clear, a_sleeper_goes_through_even_if_the_event_is_clear_when_it_wakes, a_thread_that_comes_after_the_clear_waits_and_takes_no_turn_away, a_thread_that_comes_again_waits_and_takes_no_turn_away, a_thread_that_comes_between_two_sets_goes_through_with_the_second, a_thread_that_waits_for_a_clear_event_sleeps, however_often_it_is_set_and_cleared_a_sleeper_goes_through

use interleave::sync::{Condvar, Mutex};

/// A flag that is set and cleared, and that threads wait for.
#[derive(Default)]
pub struct Event {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    is_set: bool,
    /// How often `set` was called: a waiter that finds another number than before has been let through.
    times: u64,
}

impl Event {
    /// Sets the flag, and lets every thread through that waits.
    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = true;
        state.times += 1;
        self.changed.notify_all();
    }

    /// Clears the flag. Threads that come from now on have to wait.
    pub fn clear(&self) {
        self.state.lock().unwrap().is_set = false;
    }

    /// Whether the flag is set.
    pub fn is_set(&self) -> bool {
        self.state.lock().unwrap().is_set
    }

    /// Returns immediately if the flag is set, and otherwise sleeps until the next `set`.
    pub fn wait(&self) {
        let mut state = self.state.lock().unwrap();
        while !state.is_set && state.times == 0 {
            state = self.changed.wait(state).unwrap();
        }
        state.times = state.times.saturating_sub(1);
    }
}
